namespace Dcmqi.Pictures;

/// <summary>The part of a slide's plane that a picture shows, made smaller by a whole number.</summary>
/// <param name="Matrix">The plane.</param>
/// <param name="Region">The part of it, in its pixels.</param>
/// <param name="Factor">Pixels of the plane across one of the picture.</param>
internal sealed record SlidePart(SlideMatrix Matrix, PictureRegion Region, int Factor)
{
    public int Columns => (Region.Columns + Factor - 1) / Factor;

    public int Rows => (Region.Rows + Factor - 1) / Factor;

    public double PixelsPerMm => 1 / (Matrix.ColumnSpacingMm * Factor);

    public string Description => FormattableString.Invariant($"Columns {Region.Column} to {Region.Column + Region.Columns - 1}, rows {Region.Row} to {Region.Row + Region.Rows - 1} of a slide{(Factor == 1 ? "" : $", 1 : {Factor}")}");

    /// <exception cref="ArgumentException">An option was given that slides do not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The region does not lie within the plane.</exception>
    public static SlidePart Of(SlideMatrix matrix, PictureOptions options)
    {
        if (options.Slice is not null || options.PositionMm is not null || options.Plane != PicturePlane.Acquired)
            throw new ArgumentException($"A slide has no slices: {nameof(PictureOptions.Slice)}, {nameof(PictureOptions.PositionMm)} and {nameof(PictureOptions.Plane)} do not apply; {nameof(PictureOptions.Region)} chooses a part of it.", nameof(options));
        PictureRegion region = options.Region ?? new PictureRegion(0, 0, matrix.Columns, matrix.Rows);
        if (region is not { Column: >= 0, Row: >= 0, Columns: > 0, Rows: > 0 } || (long)region.Column + region.Columns > matrix.Columns || (long)region.Row + region.Rows > matrix.Rows)
            throw new ArgumentOutOfRangeException(nameof(PictureOptions.Region), region, $"The region does not lie within the plane of {matrix.Columns} x {matrix.Rows} pixels.");
        return new SlidePart(matrix, region, Math.Max(1, Math.Max(region.Columns, region.Rows) / Math.Max(1, options.Size)));
    }
}
