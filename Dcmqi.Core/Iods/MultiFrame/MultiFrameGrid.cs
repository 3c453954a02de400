using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The frames of a multi-frame object, their planes, and the regular grid that these make.</summary>
internal class MultiFrameGrid
{
    private readonly Lazy<(VolumeGeometry Geometry, int[] Slices)> _grid;
    private readonly Lazy<string?> _gridFault;
    private readonly Lazy<EvenParts> _evenParts;
    private readonly DataSet _dataSet;
    private readonly PlaneStacks? _stacks;
    private readonly int[] _times = [];

    /// <summary>Reads the functional groups of all frames: in one pass that keeps none of them where frames lie in the patient.</summary>
    /// <param name="dataSet">The object.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    /// <param name="onFrame">Is given each frame, from 0 in order, with its functional groups and the shared ones.</param>
    /// <exception cref="DicomFormatException">An attribute that a frame must have is missing or cannot be.</exception>
    /// <exception cref="NotSupportedException">Frames are too large, or not of one orientation and spacing.</exception>
    public MultiFrameGrid(DataSet dataSet, List<string> warnings, Action<int, DataSet, DataSet?>? onFrame = null)
    {
        Rows = Dimension(dataSet, Tags.Rows);
        Columns = Dimension(dataSet, Tags.Columns);
        if ((long)Rows * Columns > int.MaxValue)
            throw new NotSupportedException($"Frames of {Columns} x {Rows} pixels are larger than {int.MaxValue} pixels.");
        _dataSet = dataSet;
        Shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
        long pixelsPerFrame = (long)Rows * Columns;
        HasPatientCoordinates = FrameNumbers.HasPlane(Shared) || FrameNumbers.HasPlane(dataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).FirstOrDefault());
        PatientFrames? read = null;
        if (HasPatientCoordinates)
        {
            read = ReadInPatient(pixelsPerFrame, onFrame);
            Count = CountFrames(dataSet, read.Items, pixelsPerFrame, warnings);
        }
        else
        {
            // The first frame says no place; others may.
            Count = CountFrames(dataSet, Items.Count, pixelsPerFrame, warnings);
            HasPatientCoordinates = !FrameNumbers.Apply(dataSet, FramesOf(Items), Shared);
            if (HasPatientCoordinates)
                read = ReadInPatient(pixelsPerFrame, onFrame);
        }

        if (read is not null)
        {
            warnings.AddRange(read.Warnings);
            Planes = [.. read.Planes];
            _stacks = new PlaneStacks(Planes, read.SpacingBetweenSlicesMm);
            int[] positions = [.. read.Times ?? []];
            int[] points = [.. positions.Distinct().Order()];
            TemporalPositions = points;
            _times = Array.ConvertAll(positions, position => Array.BinarySearch(points, position));
        }
        else
        {
            Planes = FrameNumbers.Planes(Rows, Columns, FramesOf(Items), Shared);
            _stacks = new PlaneStacks(Planes, 1);
            for (int frame = 0; frame < Count; frame++)
                onFrame?.Invoke(frame, Items[frame], Shared);
        }

        (_gridFault, _evenParts) = (new Lazy<string?>(FindGridFault), new Lazy<EvenParts>(FindEvenParts));
        _grid = new Lazy<(VolumeGeometry, int[])>(() => (Stacks.Only.Geometry(fillGaps: true), Stacks.Only.Slices()));
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
        (_gridFault, _evenParts) = (new Lazy<string?>((string?)null), new Lazy<EvenParts>(FindEvenParts));
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

    /// <summary>The stacks that the planes make; not for tiles.</summary>
    public PlaneStacks Stacks => _stacks ?? throw new InvalidOperationException("Tiles make no stack of planes.");

    /// <summary>The plane that the frames are tiles of; <see langword="null"/> where they are not tiles.</summary>
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

    /// <summary>Why no regular grid holds all frames; <see langword="null"/> where one does.</summary>
    public string? GridFault => _gridFault.Value;

    /// <summary>The parts of the frames that have a regular grid each.</summary>
    /// <exception cref="ConversionException">Planes are shifted within each other.</exception>
    public EvenParts EvenParts => _evenParts.Value;

    /// <summary>The slice of <see cref="Geometry"/> in which a frame lies.</summary>
    public int SliceOf(int frame) => Tiles is not null ? Tiles.FocalPlane(frame) : _grid.Value.Slices[Stacks.PlaceOf(frame)];

    /// <summary>What two frames that may share pixels have in common: the position, or the place of a tile.</summary>
    public (int FocalPlane, int Row, int Column) PlaceOf(int frame) =>
        Tiles is { } tiles ? (tiles.FocalPlane(frame), tiles.Row(frame), tiles.Column(frame)) : (Stacks.PlaceOf(frame), 0, 0);

    /// <summary>The part of a tile that lies within the plane; <see langword="null"/> where all of the frame counts.</summary>
    public TileInside? InsideOf(int frame) => Tiles is { } tiles ? TileInside.Of(tiles, frame, Matrix!) : null;

    /// <summary>The point in time of a frame, from 0.</summary>
    public int TimeOf(int frame) => _times.Length == 0 ? 0 : _times[frame];

    /// <summary>SOP Instance UIDs of the images that a frame names as its sources, each once.</summary>
    public IReadOnlyList<string> SourceInstanceUids(int frame)
    {
        IReadOnlyList<DataSet> items = Items;
        IReadOnlyList<DataSet> derivations = items.Count == 0 ? [] : items[frame].GetItems(Tags.DerivationImageSequence);
        if (derivations.Count == 0)
            derivations = Shared?.GetItems(Tags.DerivationImageSequence) ?? [];
        return [.. derivations.SelectMany(item => item.GetItems(Tags.SourceImageSequence)).Select(item => item.GetString(Tags.ReferencedSOPInstanceUID)).OfType<string>().Distinct()];
    }

    private IReadOnlyList<DataSet> FramesOf(IReadOnlyList<DataSet> items) => Count == items.Count ? items : [.. items.Take(Count)];

    private PatientFrames ReadInPatient(long pixelsPerFrame, Action<int, DataSet, DataSet?>? onFrame)
    {
        try
        {
            long most = _dataSet.HasValue(Tags.NumberOfFrames) ? _dataSet.GetInt32(Tags.NumberOfFrames) ?? 0 : FramesHeld(_dataSet, pixelsPerFrame) ?? int.MaxValue;
            return PatientFrames.Read(_dataSet, Shared, new FramePlanes(Rows, Columns, Shared), most, onFrame);
        }
        catch (DicomFormatException)
        {
            // That there are fewer frames than items, or more, says more than what is wrong with one of them.
            _ = CountFrames(_dataSet, Items.Count, pixelsPerFrame, []);
            throw;
        }
    }

    private string? FindGridFault()
    {
        try
        {
            _ = Geometry;
            return null;
        }
        catch (ConversionException exception)
        {
            return exception.Message;
        }
    }

    private EvenParts FindEvenParts()
    {
        Stacks.RequireNoShift();
        return Stacks.EvenParts(Planes);
    }

    private static int CountFrames(DataSet dataSet, int items, long pixelsPerFrame, List<string> warnings)
    {
        string groups = Tags.PerFrameFunctionalGroupsSequence.Describe();
        if (items == 0)
            throw new DicomFormatException($"{groups} has no items: there are no frames.", Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence).ToString());
        if (dataSet.HasValue(Tags.NumberOfFrames))
        {
            int count = dataSet.GetInt32(Tags.NumberOfFrames) ?? 0;
            return count == items ? count : throw new DicomFormatException($"{groups} has {Counted.Of(items, "item")}; {Tags.NumberOfFrames.Describe()} is {count}.", Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence).ToString());
        }

        // Frames that no pixels are there for cannot be read, whatever is said of them.
        int held = (int)Math.Min(items, FramesHeld(dataSet, pixelsPerFrame) ?? items);
        warnings.Add($"{Tags.NumberOfFrames.Describe()} is missing. {groups} has {items} item{(items == 1 ? "" : "s")}"
            + (held == items ? $", so that {items} frame{(items == 1 ? " is" : "s are")} taken." : $", but the pixels are those of {held}; the first {(held == 1 ? "frame is" : $"{held} frames are")} taken."));
        return held;
    }

    // Whole frames in native pixels, fragments in encapsulated ones; not known, or none, where something is missing: who reads the pixels says what.
    private static long? FramesHeld(DataSet dataSet, long pixelsPerFrame)
    {
        if (dataSet.Find(Tags.PixelData) is not { } pixels || dataSet.GetInt32(Tags.BitsAllocated) is not (> 0 and { } bits))
            return null;
        long frames = pixels.Fragments is { } fragments ? fragments.Parts.Count : (long)((Int128)pixels.Length * 8 / ((Int128)pixelsPerFrame * bits));
        return frames > 0 ? frames : null;
    }

    /// <summary>Columns and Rows of tiles.</summary>
    protected static TileSize TileSizeOf(DataSet dataSet)
    {
        var size = new TileSize(Dimension(dataSet, Tags.Columns), Dimension(dataSet, Tags.Rows));
        return (long)size.Rows * size.Columns <= int.MaxValue ? size : throw new NotSupportedException($"Frames of {size} pixels are larger than {int.MaxValue} pixels.");
    }

    /// <summary>Number of Frames of tiles. Without functional groups nothing but the pixels shows that there are so many; without pixels none get memory.</summary>
    protected static int TileCount(DataSet dataSet)
    {
        int count = dataSet.GetInt32(Tags.NumberOfFrames) ?? dataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).Count();
        if (count < 1)
            throw dataSet.Fault(Tags.NumberOfFrames, string.Create(CultureInfo.InvariantCulture, $"is {count}; 1 or more was expected"));
        DataElement pixels = dataSet.Find(Tags.PixelData) ?? dataSet.Find(Tags.FloatPixelData) ?? dataSet.Find(Tags.DoubleFloatPixelData) ?? throw dataSet.Fault(Tags.PixelData, "is missing");
        TileSize size = TileSizeOf(dataSet);
        long most = pixels.Fragments is { } fragments ? fragments.Parts.Count : (long)((Int128)pixels.Length * 8 / size.PixelCount);
        if (count > most)
            throw dataSet.Fault(Tags.NumberOfFrames, string.Create(CultureInfo.InvariantCulture, $"is {count}; {pixels.Tag.Describe()} has room for {most} at most"));
        return count;
    }

    protected static int Dimension(DataSet dataSet, Tag tag)
    {
        int? value = dataSet.GetInt32(tag);
        return value is > 0 and <= ushort.MaxValue ? value.Value : throw new DicomFormatException($"{tag.Describe()} is {(value is null ? "missing" : value)}; 1 to {ushort.MaxValue} was expected.", tag.ToString());
    }
}
