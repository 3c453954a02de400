namespace Dcmqi.Iods;

/// <summary>Where the pixels of one plane lie in the patient: the Image Plane Module (PS3.3 C.7.6.2) as numbers.</summary>
/// <param name="OriginMm">Centre of the first pixel.</param>
/// <param name="RowDirection">Unit vector along a row, that is of increasing column index.</param>
/// <param name="ColumnDirection">Unit vector along a column, that is of increasing row index.</param>
/// <param name="ColumnSpacingMm">Distance between columns, along a row: the second value of Pixel Spacing.</param>
/// <param name="RowSpacingMm">Distance between rows, along a column: the first value of Pixel Spacing.</param>
/// <param name="Columns">Pixels in a row.</param>
/// <param name="Rows">Pixels in a column.</param>
internal readonly record struct ImagePlane(
    Vector3d OriginMm,
    Vector3d RowDirection,
    Vector3d ColumnDirection,
    double ColumnSpacingMm,
    double RowSpacingMm,
    int Columns,
    int Rows)
{
    /// <summary>Direction cosines that differ by less than this (0.06 degrees) are the same direction, written with fewer digits.</summary>
    public const double DirectionTolerance = 1e-3;

    public Vector3d Normal => RowDirection.Cross(ColumnDirection).Normalize();

    /// <summary>The middle of the plane. Rounded direction cosines move a corner by their error times the whole width, the middle only by half of it.</summary>
    public Vector3d CentreMm =>
        OriginMm + RowDirection * (ColumnSpacingMm * (Columns - 1) / 2) + ColumnDirection * (RowSpacingMm * (Rows - 1) / 2);

    /// <summary>The slice <paramref name="z"/> of a volume.</summary>
    public static ImagePlane OfSlice(VolumeGeometry geometry, int z) => new(
        geometry.IndexToPatient(0, 0, z),
        geometry.DirectionX,
        geometry.DirectionY,
        geometry.SpacingMm.X,
        geometry.SpacingMm.Y,
        geometry.Size.X,
        geometry.Size.Y);

    public bool IsParallelTo(ImagePlane other) =>
        AreClose(RowDirection, other.RowDirection, DirectionTolerance) && AreClose(ColumnDirection, other.ColumnDirection, DirectionTolerance);

    /// <summary>Whether planes are parallel and their pixels of one number and size; where they lie does not matter.</summary>
    public bool IsLike(ImagePlane other) =>
        Rows == other.Rows && Columns == other.Columns && IsParallelTo(other)
        && Math.Abs(ColumnSpacingMm - other.ColumnSpacingMm) <= 1e-3 * other.ColumnSpacingMm
        && Math.Abs(RowSpacingMm - other.RowSpacingMm) <= 1e-3 * other.RowSpacingMm;

    /// <summary>How far the middle of the other plane lies from this one, along this plane's normal; signed.</summary>
    public double DistanceMm(ImagePlane other) => (other.CentreMm - CentreMm).Dot(Normal);

    /// <summary>Whether the pixels of both planes lie on each other, to a share of the pixel spacing.</summary>
    public bool HasGridOf(ImagePlane other, double tolerance)
    {
        if (Columns != other.Columns || Rows != other.Rows || !IsParallelTo(other))
            return false;
        double relative = Math.Max(1e-3, tolerance);
        if (Math.Abs(ColumnSpacingMm - other.ColumnSpacingMm) * Columns > relative * ColumnSpacingMm
            || Math.Abs(RowSpacingMm - other.RowSpacingMm) * Rows > relative * RowSpacingMm)
        {
            return false;
        }

        Vector3d offset = other.CentreMm - CentreMm;
        return Math.Abs(offset.Dot(RowDirection)) <= relative * ColumnSpacingMm
            && Math.Abs(offset.Dot(ColumnDirection)) <= relative * RowSpacingMm;
    }

    public static bool AreClose(Vector3d left, Vector3d right, double tolerance) =>
        Math.Abs(left.X - right.X) <= tolerance && Math.Abs(left.Y - right.Y) <= tolerance && Math.Abs(left.Z - right.Z) <= tolerance;
}
