namespace Dcmqi.Tests.Surfaces;

/// <summary>Boxes of twelve triangles.</summary>
internal static class Boxes
{
    public static SurfaceMesh Of(Vector3d low, Vector3d high) => new(
        [
            .. Enumerable.Range(0, 8).SelectMany(corner => new[] { (corner & 1) == 0 ? low.X : high.X, (corner & 2) == 0 ? low.Y : high.Y, (corner & 4) == 0 ? low.Z : high.Z }),
        ],
        [0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5]);
}
