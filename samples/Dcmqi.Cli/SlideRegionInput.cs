using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>What was asked for of an object on a slide.</summary>
internal sealed record SlideRegionInput
{
    // A gigabyte of labels; who wants more names the region.
    private const long MostOfWholePlane = 1L << 29;

    // What the library asks of planes of which little is stored (docs/encodings.md).
    private const long MostPixelsPerStored = 512;

    /// <summary>Column, row, columns, rows; <see langword="null"/> for the whole plane.</summary>
    public int[]? Region { get; init; }

    public int? FocalPlane { get; init; }

    public int? Reduction { get; init; }

    private bool IsGiven => Region is not null || FocalPlane is not null || Reduction is not null;

    /// <summary>The region to read; <see langword="null"/> for all of an object, whether it lies on a slide or not.</summary>
    /// <param name="matrix">The plane of the object; <see langword="null"/> where its frames are no tiles.</param>
    /// <param name="level">The plane whose pixels are wanted, where that is another.</param>
    /// <param name="storedPixels">Pixels that the object's frames hold.</param>
    /// <exception cref="UsageException">It cannot be read so.</exception>
    public SlideRegion? Of(SlideMatrix? matrix, SlideMatrix? level, long storedPixels)
    {
        if (matrix is null)
            return !IsGiven ? null : throw new UsageException("--region, --focalPlane and --reduce are for objects on slides, and this one's frames are no tiles.");
        if (FocalPlane >= matrix.FocalPlanesMm.Count)
            throw new UsageException($"--focalPlane is {FocalPlane}; there are {matrix.FocalPlanesMm.Count}, counted from 0.");
        SlideMatrix wanted = level ?? matrix;
        if (Region is [int column, int row, int columns, int rows] && (column >= wanted.Columns || row >= wanted.Rows || columns > wanted.Columns - column || rows > wanted.Rows - row))
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--region {string.Join(',', Region)} does not lie within the plane, which has {wanted.Columns} columns and {wanted.Rows} rows."));
        CheckSize(wanted, IsGiven || level is not null ? 1 : matrix.FocalPlanesMm.Count, storedPixels);
        return !IsGiven && level is null ? null : new SlideRegion
        {
            Column = Region?[0] ?? 0,
            Row = Region?[1] ?? 0,
            Columns = Region?[2],
            Rows = Region?[3],
            FocalPlane = FocalPlane ?? 0,
            Reduction = Reduction ?? 1,
            Level = level,
        };
    }

    private void CheckSize(SlideMatrix wanted, int planes, long storedPixels)
    {
        long step = Reduction ?? 1;
        Int128 columns = (Region?[2] ?? wanted.Columns) + step - 1, rows = (Region?[3] ?? wanted.Rows) + step - 1;
        Int128 pixels = columns / step * (rows / step) * planes;
        Int128 most = Int128.Min(Region is null ? MostOfWholePlane : Array.MaxLength, (Int128)MostPixelsPerStored * storedPixels);
        if (pixels <= most)
            return;
        long reduction = step * (long)Math.Ceiling(Math.Sqrt((double)pixels / (double)most));
        throw new UsageException(string.Create(
            CultureInfo.InvariantCulture,
            $"{columns / step} x {rows / step}{(planes == 1 ? "" : $" x {planes}")} pixels are too many for one volume: {most} are written at most{(most == MostOfWholePlane ? " unless a region is named" : "")}. Give --region COLUMN,ROW,COLUMNS,ROWS for a part, or --reduce {reduction} for one pixel in {reduction} x {reduction}."));
    }
}
