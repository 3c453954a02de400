using System.Globalization;

namespace Dcmqi.Iods;

/// <summary>Which pixels of the plane that tiles make a result has: all of a region, or some of them; and the grid that these are.</summary>
internal sealed class PlaneSampling
{
    /// <summary>How many parts (<see cref="FirstRows"/>) are made at once: while one is handed on, the next is made.</summary>
    public const int PartsAtOnce = 2;

    private readonly SlideMatrix _matrix;

    private PlaneSampling(SlideMatrix matrix, AxisSampling across, AxisSampling down, int focalPlane, int focalPlanes, Func<VolumeGeometry> geometry)
    {
        _matrix = matrix;
        Across = across;
        Down = down;
        FocalPlane = focalPlane;
        FocalPlanes = focalPlanes;
        Geometry = new Lazy<VolumeGeometry>(geometry);
    }

    public AxisSampling Across { get; }

    public AxisSampling Down { get; }

    /// <summary>The first focal plane, from 0.</summary>
    public int FocalPlane { get; }

    public int FocalPlanes { get; }

    /// <summary>The grid of the result.</summary>
    public Lazy<VolumeGeometry> Geometry { get; }

    public Int128 PixelCount => (Int128)Across.Count * Down.Count * FocalPlanes;

    /// <summary>All of a plane, with all its focal planes.</summary>
    public static PlaneSampling Whole(SlideMatrix matrix) => new(
        matrix, AxisSampling.Of(0, matrix.Columns, 1), AxisSampling.Of(0, matrix.Rows, 1), 0, matrix.FocalPlanesMm.Count, () => matrix.Geometry);

    /// <summary>A region of one focal plane.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The region does not lie within the plane, or there is no such focal plane.</exception>
    /// <exception cref="ConversionException">The rows of the level run in another direction, or it has nothing in common with the plane.</exception>
    public static PlaneSampling Of(SlideMatrix matrix, SlideRegion region)
    {
        SlideMatrix wanted = region.Level ?? matrix;
        int columns = Part(region.Column, region.Columns, wanted.Columns, nameof(SlideRegion.Column), nameof(SlideRegion.Columns));
        int rows = Part(region.Row, region.Rows, wanted.Rows, nameof(SlideRegion.Row), nameof(SlideRegion.Rows));
        if (region.FocalPlane < 0 || region.FocalPlane >= matrix.FocalPlanesMm.Count)
            throw new ArgumentOutOfRangeException(nameof(region), region.FocalPlane, $"Focal planes are counted from 0 to {matrix.FocalPlanesMm.Count - 1}.");
        int step = region.Reduction >= 1 ? region.Reduction : throw new ArgumentOutOfRangeException(nameof(region), region.Reduction, "The reduction is 1 or more.");
        AxisSampling across = AxisSampling.Of(region.Column, columns, step), down = AxisSampling.Of(region.Row, rows, step);
        if (region.Level is not null && !ReferenceEquals(region.Level, matrix))
            (across, down) = OnLevel(matrix, wanted, across, down);
        return new PlaneSampling(matrix, across, down, region.FocalPlane, 1, () => GridOf(matrix, wanted, region, across, down));
    }

    /// <summary>The rows of the result with which parts of it begin that are made one after the other: as many rows as lie in a row of tiles, more where that is little.</summary>
    public int[] FirstRows()
    {
        const int LeastPixels = 1 << 16;
        int least = (LeastPixels / Across.Count) + 1, height = _matrix.TileSize.Rows, most = 2 * Math.Max(height, least);
        List<int> first = [0];
        (int from, int length) = Down.Extent(_matrix.Rows);
        for (int tile = from / height * height; tile < from + length; tile += height)
            BeginAt(Down.In(tile, height).First);
        BeginAt(Down.Count);
        if (first[^1] == Down.Count && first.Count > 1)
            first.RemoveAt(first.Count - 1);
        return [.. first];

        // What lies beside the plane, or is finer than it, may be higher than a row of tiles.
        void BeginAt(int row)
        {
            while (row - first[^1] > most)
                first.Add(first[^1] + most);
            if (row - first[^1] >= least)
                first.Add(row);
        }
    }

    /// <summary>The frames that have pixels in some rows of the result, in order.</summary>
    /// <param name="tiles">The tiles.</param>
    /// <param name="focalPlane">The focal plane, from the first of the result on.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">Behind the last.</param>
    public int[] FramesOf(TileIndex tiles, int focalPlane, int first, int end)
    {
        (int column, int columns) = Across.Extent(_matrix.Columns);
        int row = Math.Max(Down[first], 0), rows = Math.Min(Down[end - 1], _matrix.Rows - 1) - row + 1;
        return columns == 0 || rows <= 0 ? [] : [.. tiles.In(column, row, columns, rows, FocalPlane + focalPlane).Order()];
    }

    private static int Part(int first, int? length, int total, string firstName, string lengthName)
    {
        if (first < 0 || first >= total)
            throw new ArgumentOutOfRangeException(firstName, first, string.Create(CultureInfo.InvariantCulture, $"The plane has {total}, counted from 0."));
        if (length is < 1 || length > total - first)
            throw new ArgumentOutOfRangeException(lengthName, length, string.Create(CultureInfo.InvariantCulture, $"The plane has {total}, {total - first} from {first} on."));
        return length ?? total - first;
    }

    private static VolumeGeometry GridOf(SlideMatrix matrix, SlideMatrix wanted, SlideRegion region, AxisSampling across, AxisSampling down)
    {
        // Pixels of the result lie in the middle of those that they stand for.
        double middle = (region.Reduction - 1) / 2.0;
        Vector3d origin = wanted.PositionMm(region.Column, region.Row) + (wanted.RowDirection * (wanted.ColumnSpacingMm * middle)) + (wanted.ColumnDirection * (wanted.RowSpacingMm * middle));
        VolumeGeometry own = matrix.Region(0, 0, 1, 1, region.FocalPlane, 1);
        return new VolumeGeometry(
            new VolumeSize(across.Count, down.Count, 1),
            new Vector3d(origin.X, origin.Y, own.OriginMm.Z),
            new Vector3d(wanted.ColumnSpacingMm * region.Reduction, wanted.RowSpacingMm * region.Reduction, own.SpacingMm.Z),
            wanted.RowDirection,
            wanted.ColumnDirection,
            Vector3d.UnitZ);
    }

    private static (AxisSampling Across, AxisSampling Down) OnLevel(SlideMatrix matrix, SlideMatrix level, AxisSampling across, AxisSampling down)
    {
        const double SameDirection = 0.9999;
        if (matrix.RowDirection.Dot(level.RowDirection) < SameDirection || matrix.ColumnDirection.Dot(level.ColumnDirection) < SameDirection)
            throw new ConversionException($"The rows and columns of the level ({level}) run in other directions than those of the object ({matrix}). Read the object's own plane, and resample it.");
        Vector3d shift = level.PositionMm(0, 0) - matrix.PositionMm(0, 0);
        AxisSampling onColumns = Nearest(across, shift.Dot(matrix.RowDirection), level.ColumnSpacingMm, matrix.ColumnSpacingMm);
        AxisSampling onRows = Nearest(down, shift.Dot(matrix.ColumnDirection), level.RowSpacingMm, matrix.RowSpacingMm);
        if (onColumns.In(0, matrix.Columns).Count == 0 || onRows.In(0, matrix.Rows).Count == 0)
            throw new ConversionException($"The region of the level ({level}) has no pixel in common with the object ({matrix}).");
        return (onColumns, onRows);
    }

    private static AxisSampling Nearest(AxisSampling wanted, double shiftMm, double spacingMm, double ownSpacingMm)
    {
        int[] places = new int[wanted.Count];
        for (int index = 0; index < places.Length; index++)
        {
            // Half way between two pixels is the first of them, whatever the last digit of a spacing says.
            double place = Math.Ceiling(((shiftMm + (wanted[index] * spacingMm)) / ownSpacingMm) - 0.5 - 1e-6);
            places[index] = (int)Math.Clamp(place, int.MinValue, int.MaxValue);
        }

        return new AxisSampling(0, places.Length, places);
    }
}
