namespace Dcmqi.Pictures;

/// <summary>From where surfaces are looked at, without perspective, and how large.</summary>
internal sealed class SurfaceView
{
    // Of the longer side, on each end.
    private const double Margin = 0.04;

    private readonly Vector3d _upperLeft;

    private SurfaceView(Vector3d right, Vector3d down, Vector3d upperLeft, double pixelsPerMm, int width, int height)
    {
        (Right, Down, Away) = (right, down, right.Cross(down));
        _upperLeft = upperLeft;
        (PixelsPerMm, Width, Height) = (pixelsPerMm, width, height);
    }

    /// <summary>Where the picture's right side is in the patient.</summary>
    public Vector3d Right { get; }

    /// <summary>Where its lower side is.</summary>
    public Vector3d Down { get; }

    /// <summary>Away from who looks at it.</summary>
    public Vector3d Away { get; }

    public double PixelsPerMm { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Looks at surfaces from a side so that all are seen.</summary>
    /// <param name="surfaces">The surfaces; at least one has a vertex.</param>
    /// <param name="plane">The plane of the picture.</param>
    /// <param name="size">Pixels of its longer side.</param>
    public static SurfaceView Of(IReadOnlyList<SurfaceMesh> surfaces, PicturePlane plane, int size)
    {
        (Vector3d right, Vector3d down) = plane switch
        {
            PicturePlane.Axial => (Vector3d.UnitX, Vector3d.UnitY),
            PicturePlane.Sagittal => (Vector3d.UnitY, -Vector3d.UnitZ),
            _ => (Vector3d.UnitX, -Vector3d.UnitZ),
        };
        (double left, double end) = Extent(surfaces, right);
        (double top, double bottom) = Extent(surfaces, down);
        double longest = Math.Max(end - left, bottom - top);
        double margin = longest > 0 ? longest * Margin : 1;
        double perMm = size / (longest + 2 * margin);
        return new SurfaceView(
            right, down, right * (left - margin) + down * (top - margin), perMm, Pixels(end - left + 2 * margin, perMm), Pixels(bottom - top + 2 * margin, perMm));
    }

    /// <summary>Where a point of the patient is in the picture, in pixels from its upper left corner, and how far away, in mm.</summary>
    public (float X, float Y, float Depth) Project(Vector3d point)
    {
        Vector3d from = point - _upperLeft;
        return ((float)(from.Dot(Right) * PixelsPerMm), (float)(from.Dot(Down) * PixelsPerMm), (float)from.Dot(Away));
    }

    private static int Pixels(double mm, double perMm) => Math.Max(1, (int)Math.Round(mm * perMm));

    private static (double First, double Last) Extent(IReadOnlyList<SurfaceMesh> surfaces, Vector3d axis)
    {
        (double first, double last) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (SurfaceMesh surface in surfaces)
        {
            for (int vertex = 0; vertex < surface.VertexCount; vertex++)
            {
                double place = surface.Vertex(vertex).Dot(axis);
                (first, last) = (Math.Min(first, place), Math.Max(last, place));
            }
        }

        return (first, last);
    }
}
