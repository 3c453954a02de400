namespace Dcmqi.Volumes.Nifti;

/// <summary>Origin and steps from voxel to voxel, LPS, mm.</summary>
internal readonly record struct NiftiFrame(Vector3d Origin, Vector3d X, Vector3d Y, Vector3d Z)
{
    public bool IsFinite => Origin.IsFinite && X.IsFinite && Y.IsFinite && Z.IsFinite;

    public static NiftiFrame FromRas(Vector3d origin, Vector3d x, Vector3d y, Vector3d z) => new(Flip(origin), Flip(x), Flip(y), Flip(z));

    /// <summary>RAS to LPS or back.</summary>
    public static Vector3d Flip(Vector3d v) => new(-v.X, -v.Y, v.Z);

    public bool IsOrthogonal(double tolerance)
    {
        Vector3d x = X.Normalize(), y = Y.Normalize(), z = Z.Normalize();
        return Math.Abs(x.Dot(y)) <= tolerance && Math.Abs(y.Dot(z)) <= tolerance && Math.Abs(z.Dot(x)) <= tolerance;
    }

    public bool IsCloseTo(NiftiFrame other, double tolerance) =>
        (Origin - other.Origin).Length <= tolerance && (X - other.X).Length <= tolerance
        && (Y - other.Y).Length <= tolerance && (Z - other.Z).Length <= tolerance;
}
