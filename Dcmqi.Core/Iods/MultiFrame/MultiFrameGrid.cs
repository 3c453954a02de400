using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The frames of a multi-frame object, their planes, and the regular grid that these make.</summary>
internal class MultiFrameGrid
{
    private readonly Lazy<(VolumeGeometry Geometry, int[] Slices)> _grid;
    private readonly DataSet _dataSet;
    private readonly PlaneStack? _stack;
    private readonly int[] _times = [];

    /// <summary>Reads the functional groups of all frames.</summary>
    /// <param name="dataSet">The object.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    /// <exception cref="DicomFormatException">An attribute that a frame must have is missing or cannot be.</exception>
    /// <exception cref="NotSupportedException">Frames are too large, or not of one orientation and spacing.</exception>
    public MultiFrameGrid(DataSet dataSet, List<string> warnings)
    {
        Rows = Dimension(dataSet, Tags.Rows);
        Columns = Dimension(dataSet, Tags.Columns);
        if ((long)Rows * Columns > int.MaxValue)
            throw new NotSupportedException($"Frames of {Columns} x {Rows} pixels are larger than {int.MaxValue} pixels.");
        _dataSet = dataSet;
        Count = Items.Count;
        CheckCount(dataSet, Count, warnings);
        Shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);

        HasPatientCoordinates = !FrameNumbers.Apply(dataSet, Items, Shared);
        if (HasPatientCoordinates)
        {
            var planes = new FramePlanes(Rows, Columns, Shared);
            Planes = new ImagePlane[Items.Count];
            for (int frame = 0; frame < Planes.Length; frame++)
                Planes[frame] = planes.Read(Items[frame], frame);
            _stack = PlaneStack.Of(Planes, planes.SpacingBetweenSlicesMm(Items[0], warnings));
            int[] positions = FrameTimes.Read(dataSet, Items);
            int[] points = [.. positions.Distinct().Order()];
            TemporalPositions = points;
            _times = Array.ConvertAll(positions, position => Array.BinarySearch(points, position));
        }
        else
        {
            Planes = FrameNumbers.Planes(Rows, Columns, Items, Shared);
            _stack = PlaneStack.Of(Planes, 1);
        }

        _grid = new Lazy<(VolumeGeometry, int[])>(() => (Stack.Geometry(fillGaps: true), Stack.Slices()));
    }

    /// <summary>Takes frames that are tiles, whose functional groups were read already.</summary>
    protected MultiFrameGrid(DataSet dataSet, SlideMatrix matrix, TileIndex tiles)
    {
        _dataSet = dataSet;
        Rows = matrix.TileSize.Rows;
        Columns = matrix.TileSize.Columns;
        Count = tiles.Count;
        Shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
        Planes = [];
        Matrix = matrix;
        Tiles = tiles;
        _grid = new Lazy<(VolumeGeometry, int[])>(() => (matrix.Geometry, []));
    }

    public int Count { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int PixelsPerFrame => Rows * Columns;

    /// <summary>The items of the Per-Frame Functional Groups Sequence; TILED_FULL may have none.</summary>
    public IReadOnlyList<DataSet> Items => _dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);

    /// <summary>The shared functional groups, where there are any.</summary>
    public DataSet? Shared { get; }

    /// <summary>The plane of each frame; none for tiles.</summary>
    public ImagePlane[] Planes { get; }

    /// <summary>The stack that the planes make; not for tiles.</summary>
    public PlaneStack Stack => _stack ?? throw new InvalidOperationException("Tiles make no stack of planes.");

    /// <summary>The plane that the frames are tiles of; <see langword="null"/> where they are no tiles.</summary>
    public SlideMatrix? Matrix { get; }

    /// <summary>Where the frames lie in it.</summary>
    public TileIndex? Tiles { get; }

    /// <summary>Whether frames lie in the patient; otherwise <see cref="Planes"/> are those of columns, rows and frame numbers.</summary>
    public bool HasPatientCoordinates { get; }

    /// <summary>The Temporal Position Index of each point in time; none where frames are not told apart by time.</summary>
    public IReadOnlyList<int> TemporalPositions { get; } = [];

    /// <summary>Points in time; 1 where frames are not told apart by time.</summary>
    public int TimePoints => Math.Max(1, TemporalPositions.Count);

    /// <summary>The regular grid that holds all frames.</summary>
    /// <exception cref="ConversionException">The positions are uneven.</exception>
    public VolumeGeometry Geometry => _grid.Value.Geometry;

    /// <summary>The slice of <see cref="Geometry"/> in which a frame lies.</summary>
    public int SliceOf(int frame) => Tiles is not null ? Tiles.FocalPlane(frame) : _grid.Value.Slices[Stack.PositionOfPlane[frame]];

    /// <summary>The point in time of a frame, from 0.</summary>
    public int TimeOf(int frame) => _times.Length == 0 ? 0 : _times[frame];

    /// <summary>SOP Instance UIDs of the images that a frame names as its sources.</summary>
    public IReadOnlyList<string> SourceInstanceUids(int frame)
    {
        IReadOnlyList<DataSet> items = Items;
        IReadOnlyList<DataSet> derivations = items.Count == 0 ? [] : items[frame].GetItems(Tags.DerivationImageSequence);
        if (derivations.Count == 0)
            derivations = Shared?.GetItems(Tags.DerivationImageSequence) ?? [];
        return [.. derivations.SelectMany(item => item.GetItems(Tags.SourceImageSequence)).Select(item => item.GetString(Tags.ReferencedSOPInstanceUID)).OfType<string>()];
    }

    private static void CheckCount(DataSet dataSet, int items, List<string> warnings)
    {
        int count = dataSet.GetInt32(Tags.NumberOfFrames) ?? items;
        if (!dataSet.HasValue(Tags.NumberOfFrames))
            warnings.Add($"{Tags.NumberOfFrames.Describe()} is missing; {Tags.PerFrameFunctionalGroupsSequence.Describe()} has {items} items.");
        if (count != items)
            throw new DicomFormatException($"{Tags.PerFrameFunctionalGroupsSequence.Describe()} has {items} items; {Tags.NumberOfFrames.Describe()} is {count}.", Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence).ToString());
        if (count == 0)
            throw new DicomFormatException($"{Tags.PerFrameFunctionalGroupsSequence.Describe()} has no items: there are no frames.", Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence).ToString());
    }

    protected static int Dimension(DataSet dataSet, Tag tag)
    {
        int? value = dataSet.GetInt32(tag);
        return value is > 0 and <= ushort.MaxValue ? value.Value : throw new DicomFormatException($"{tag.Describe()} is {(value is null ? "missing" : value)}; 1 to {ushort.MaxValue} was expected.", tag.ToString());
    }
}
