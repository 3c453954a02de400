using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Reads where the tiles of a tiled image lie: implicitly (TILED_FULL) or frame by frame (PS3.3 C.7.6.17.3, C.8.12.6.1, C.8.12.14).</summary>
internal sealed class SlideReading
{
    /// <summary>As many sets of tiles as the frames of TILED_FULL make.</summary>
    public const int AnyChannels = 0;

    private const int MostTilesAcross = 1 << 24;
    private const int MostFocalPlanes = 1 << 13;
    private const double LargestMm = 1e6;
    private const double SmallestMm = 1e-9;

    // PS3.3 C.8.12.6.1: X and Y are in millimetres, Z is in micrometres.
    private const double MmOfZ = 1e-3;

    private readonly DataSet _root;
    private readonly DataSet? _shared;
    private readonly List<string> _warnings;
    private readonly TileSize _size;

    private SlideReading(DataSet root, TileSize size, List<string> warnings)
    {
        _root = root;
        _shared = root.GetItem(Tags.SharedFunctionalGroupsSequence);
        _size = size;
        _warnings = warnings;
    }

    /// <summary>Whether an image says of itself that it is made of tiles.</summary>
    public static bool IsTiled(DataSet root) =>
        root.HasValue(Tags.TotalPixelMatrixColumns)
        || root.GetString(Tags.DimensionOrganizationType) is "TILED_FULL" or "TILED_SPARSE"
        || (root.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).FirstOrDefault() is { } first && first.HasValue(Tags.PlanePositionSlideSequence));

    /// <summary>Reads plane and tiles.</summary>
    /// <param name="root">The image.</param>
    /// <param name="size">Columns and Rows.</param>
    /// <param name="frameCount">Number of Frames.</param>
    /// <param name="channels">How many sets of tiles TILED_FULL has one after the other: optical paths or segments; <see cref="AnyChannels"/> where nothing else says it.</param>
    /// <param name="onFrame">Is given the functional groups of each frame, from 0, where it has any.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    /// <exception cref="DicomFormatException">Something is missing or contradictory.</exception>
    public static (SlideMatrix Matrix, TileIndex Tiles) Read(
        DataSet root, TileSize size, int frameCount, int channels, Action<int, DataSet>? onFrame, List<string> warnings)
    {
        var reading = new SlideReading(root, size, warnings);
        DataSet? first = root.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).FirstOrDefault();
        bool isImplicit = root.GetString(Tags.DimensionOrganizationType) == "TILED_FULL" && first?.HasValue(Tags.PlanePositionSlideSequence) != true;
        return isImplicit ? reading.Full(first, frameCount, channels, onFrame) : reading.Sparse(first, frameCount, onFrame);
    }

    private (SlideMatrix, TileIndex) Full(DataSet? first, int frameCount, int channels, Action<int, DataSet>? onFrame)
    {
        (int columns, int rows) = TotalSize() ?? throw _root.Fault(Tags.TotalPixelMatrixColumns, "is missing; without it nobody knows where the tiles of TILED_FULL lie");
        int planes = Whole(Tags.TotalPixelMatrixFocalPlanes, MostFocalPlanes) ?? 1;
        int across = (columns + _size.Columns - 1) / _size.Columns;
        int down = (rows + _size.Rows - 1) / _size.Rows;
        CheckTiles(across, down);
        if (channels == AnyChannels)
            channels = (int)Int128.Max(1, frameCount / ((Int128)across * down * planes));
        Int128 expected = (Int128)across * down * planes * channels;
        if (expected != frameCount)
            throw _root.Fault(Tags.NumberOfFrames, string.Create(CultureInfo.InvariantCulture, $"is {frameCount}; {across} x {down} tiles, {planes} focal planes and {channels} segments or optical paths make {expected} (TILED_FULL)"));
        VisitFrames(frameCount, onFrame, isRequired: false);

        var tileColumns = new int[frameCount];
        var tileRows = new int[frameCount];
        var tilePlanes = new int[frameCount];
        for (int frame = 0; frame < frameCount; frame++)
        {
            // PS3.3 C.7.6.17.3: columns vary fastest, then rows, then focal planes, then optical paths or segments.
            tileColumns[frame] = frame % across * _size.Columns;
            tileRows[frame] = frame / across % down * _size.Rows;
            tilePlanes[frame] = frame / (across * down) % planes;
        }

        double spacing = FocalSpacingMm(first);
        double[] heights = [.. Enumerable.Range(0, planes).Select(plane => plane * spacing)];
        return (Matrix(first, columns, rows, SlideTiling.Full, heights, spacing), new TileIndex(_size, tileColumns, tileRows, tilePlanes));
    }

    private (SlideMatrix, TileIndex) Sparse(DataSet? first, int frameCount, Action<int, DataSet>? onFrame)
    {
        var columns = new int[frameCount];
        var rows = new int[frameCount];
        var heights = new double[frameCount];
        VisitFrames(frameCount, (frame, groups) =>
        {
            onFrame?.Invoke(frame, groups);
            DataSet position = FunctionalGroups.Find(groups, _shared, Tags.PlanePositionSlideSequence)
                ?? throw FramePlanes.Missing(frame, Tags.PlanePositionSlideSequence, Tags.ColumnPositionInTotalImagePixelMatrix, null);
            columns[frame] = Place(position, Tags.ColumnPositionInTotalImagePixelMatrix, frame, _size.Columns);
            rows[frame] = Place(position, Tags.RowPositionInTotalImagePixelMatrix, frame, _size.Rows);
            double height = position.GetDouble(Tags.ZOffsetInSlideCoordinateSystem) ?? 0;
            heights[frame] = Math.Abs(height) * MmOfZ <= LargestMm ? height * MmOfZ : throw FramePlanes.Missing(frame, Tags.PlanePositionSlideSequence, Tags.ZOffsetInSlideCoordinateSystem, height);
        }, isRequired: true);

        (int Columns, int Rows) total = TotalSize() ?? Guessed(columns, rows);
        CheckTiles((total.Columns + _size.Columns - 1) / _size.Columns, (total.Rows + _size.Rows - 1) / _size.Rows);
        for (int frame = 0; frame < frameCount; frame++)
        {
            CheckInside(columns[frame], total.Columns, Tags.ColumnPositionInTotalImagePixelMatrix, frame);
            CheckInside(rows[frame], total.Rows, Tags.RowPositionInTotalImagePixelMatrix, frame);
        }

        (double[] planes, int[] planeOfFrame) = FocalPlanes(heights);
        return (Matrix(first, total.Columns, total.Rows, SlideTiling.Sparse, planes, FocalSpacingMm(first)), new TileIndex(_size, columns, rows, planeOfFrame));
    }

    private void VisitFrames(int frameCount, Action<int, DataSet>? onFrame, bool isRequired)
    {
        int count = 0;
        foreach (DataSet groups in _root.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            if (count < frameCount)
                onFrame?.Invoke(count, groups);
            count++;
        }

        if (count != frameCount && (isRequired || count > 0))
            throw _root.Fault(Tags.PerFrameFunctionalGroupsSequence, string.Create(CultureInfo.InvariantCulture, $"has {Counted.Of(count, "item")}; {Tags.NumberOfFrames.Describe()} is {frameCount}"));
    }

    private static int Place(DataSet position, Tag tag, int frame, int tile)
    {
        // The first pixel of the matrix has the place 1\1; tiles that begin before it are cut off.
        long? place = position.GetInt64(tag);
        return place is { } value && value > -tile && value <= int.MaxValue
            ? (int)value - 1
            : throw FramePlanes.Missing(frame, Tags.PlanePositionSlideSequence, tag, place);
    }

    private static void CheckInside(int place, int total, Tag tag, int frame)
    {
        if (place >= total)
            throw FramePlanes.Missing(frame, Tags.PlanePositionSlideSequence, tag, string.Create(CultureInfo.InvariantCulture, $"{place + 1L} (outside the Total Pixel Matrix of {total})"));
    }

    private (int, int)? TotalSize()
    {
        if (Whole(Tags.TotalPixelMatrixColumns, int.MaxValue - ushort.MaxValue) is { } columns && Whole(Tags.TotalPixelMatrixRows, int.MaxValue - ushort.MaxValue) is { } rows)
            return (columns, rows);
        return null;
    }

    private (int, int) Guessed(int[] columns, int[] rows)
    {
        (int Columns, int Rows) total = ((int)Math.Min(int.MaxValue - ushort.MaxValue, (long)columns.Max() + _size.Columns), (int)Math.Min(int.MaxValue - ushort.MaxValue, (long)rows.Max() + _size.Rows));
        _warnings.Add($"{Tags.TotalPixelMatrixColumns.Describe()} or {Tags.TotalPixelMatrixRows.Describe()} is missing; {total.Columns} x {total.Rows} hold all tiles.");
        return total;
    }

    private int? Whole(Tag tag, int largest)
    {
        if (_root.GetInt64(tag) is not { } value)
            return null;
        return value >= 1 && value <= largest ? (int)value : throw _root.Fault(tag, string.Create(CultureInfo.InvariantCulture, $"is {value}; 1 to {largest} was expected"));
    }

    private void CheckTiles(int across, int down)
    {
        if (across > MostTilesAcross || down > MostTilesAcross)
            throw _root.Fault(Tags.TotalPixelMatrixColumns, string.Create(CultureInfo.InvariantCulture, $"and Rows make {across} x {down} tiles of {_size}; {MostTilesAcross} each way are the most that are read"));
    }

    private (double[] Planes, int[] PlaneOfFrame) FocalPlanes(double[] heights)
    {
        double[] planes = [.. heights.Distinct().Order()];
        if (planes.Length > MostFocalPlanes)
            throw _root.Fault(Tags.PerFrameFunctionalGroupsSequence, $"has tiles in {planes.Length} focal planes; {MostFocalPlanes} are the most that are read");
        return (planes, Array.ConvertAll(heights, height => Array.BinarySearch(planes, height)));
    }

    private SlideMatrix Matrix(DataSet? first, int columns, int rows, SlideTiling tiling, double[] heights, double focalSpacingMm)
    {
        (Vector3d row, Vector3d column) = Orientation();
        DataSet measures = FunctionalGroups.Find(first ?? new DataSet(), _shared, Tags.PixelMeasuresSequence)
            ?? throw _root.Fault(Tags.PixelMeasuresSequence, "is missing, in its own and in the shared functional groups");

        // PS3.3 10.7.1.3: the distance between rows comes first.
        if (measures.GetDoubles(Tags.PixelSpacing) is not [>= SmallestMm and <= LargestMm, >= SmallestMm and <= LargestMm] spacing)
            throw _root.Fault(Tags.PixelMeasuresSequence, $"holds {Tags.PixelSpacing.Describe()} {measures.GetText(Tags.PixelSpacing) ?? "without a value"}; two lengths in millimetres were expected");
        return new SlideMatrix(new ImagePlane(Origin(first), row, column, spacing[1], spacing[0], columns, rows), _size, tiling, heights, focalSpacingMm);
    }

    private Vector3d Origin(DataSet? first)
    {
        if (_root.GetItem(Tags.TotalPixelMatrixOriginSequence) is { } origin)
            return InPlane(origin, "Total Pixel Matrix Origin Sequence (0048,0008)");
        _warnings.Add($"{Tags.TotalPixelMatrixOriginSequence.Describe()} is missing; the corner of the slide coordinate system is taken.");
        return default;
    }

    private Vector3d InPlane(DataSet item, string name)
    {
        double? x = item.GetDouble(Tags.XOffsetInSlideCoordinateSystem);
        double? y = item.GetDouble(Tags.YOffsetInSlideCoordinateSystem);
        if (x is { } a && y is { } b && Math.Abs(a) <= LargestMm && Math.Abs(b) <= LargestMm)
            return new Vector3d(a, b, 0);
        throw _root.Fault(Tags.TotalPixelMatrixOriginSequence, $"({name}) has the offsets {x?.ToString(CultureInfo.InvariantCulture) ?? "-"}, {y?.ToString(CultureInfo.InvariantCulture) ?? "-"}; two places in millimetres were expected");
    }

    private (Vector3d Row, Vector3d Column) Orientation()
    {
        double[] cosines = _root.GetDoubles(Tags.ImageOrientationSlide);
        if (cosines.Length == 0)
        {
            _warnings.Add($"{Tags.ImageOrientationSlide.Describe()} is missing; rows along x and columns along y are taken.");
            return (Vector3d.UnitX, Vector3d.UnitY);
        }

        if (cosines.Length == 6)
        {
            Vector3d row = new(cosines[0], cosines[1], cosines[2]);
            Vector3d column = new(cosines[3], cosines[4], cosines[5]);

            // The plane of a slide image is that of the slide: its normal points up or down.
            if (Math.Abs(row.Length - 1) <= 0.01 && Math.Abs(column.Length - 1) <= 0.01 && Math.Abs(row.Dot(column)) <= 0.01 && Math.Abs(row.Cross(column).Z) > 0.1)
                return (row.Normalize(), column.Normalize());
        }

        throw _root.Fault(Tags.ImageOrientationSlide, $"is {_root.GetText(Tags.ImageOrientationSlide)}; two perpendicular unit vectors along the slide were expected");
    }

    private double FocalSpacingMm(DataSet? first)
    {
        DataSet? measures = FunctionalGroups.Find(first ?? new DataSet(), _shared, Tags.PixelMeasuresSequence);
        double?[] candidates = [measures?.GetDouble(Tags.SpacingBetweenSlices), _root.GetDouble(Tags.DistanceBetweenFocalPlanes) * MmOfZ, measures?.GetDouble(Tags.SliceThickness)];
        return candidates.FirstOrDefault(value => value is >= SmallestMm and <= LargestMm) ?? MmOfZ;
    }
}
