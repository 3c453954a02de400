using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>What the functional groups say of each frame: which segment, which plane.</summary>
internal sealed partial class FrameIndex
{
    private readonly Lazy<(VolumeGeometry Geometry, int[] Slices)> _grid;

    private readonly int[] _times;
    private readonly PlaneStack? _stack;

    private FrameIndex(int rows, int columns, int[] segmentNumbers, ImagePlane[] planes, PlaneStack stack, int[] times, IReadOnlyList<int> temporalPositions)
    {
        _times = times;
        TemporalPositions = temporalPositions;
        Planes = planes;
        Rows = rows;
        Columns = columns;
        SegmentNumbers = segmentNumbers;
        _stack = stack;
        _grid = new Lazy<(VolumeGeometry, int[])>(() => (stack.Geometry(fillGaps: true), stack.Slices()));
    }

    public int Count => SegmentNumbers.Length;

    public int Rows { get; }

    public int Columns { get; }

    public int PixelsPerFrame => Rows * Columns;

    /// <summary>Referenced Segment Number of each frame; 0 for all in a label map.</summary>
    public int[] SegmentNumbers { get; }

    /// <summary>The plane of each frame.</summary>
    public ImagePlane[] Planes { get; }

    /// <summary>The stack that the planes make; not for tiles.</summary>
    public PlaneStack Stack => _stack ?? throw new InvalidOperationException("Tiles make no stack of planes.");

    /// <summary>Whether frames lie in the patient; otherwise <see cref="Planes"/> are those of columns, rows and frame numbers.</summary>
    public bool HasPatientCoordinates { get; private init; } = true;

    /// <summary>The Temporal Position Index of each point in time; none where frames are not told apart by time.</summary>
    public IReadOnlyList<int> TemporalPositions { get; }

    /// <summary>Points in time; 1 where frames are not told apart by time.</summary>
    public int TimePoints => Math.Max(1, TemporalPositions.Count);

    /// <summary>The regular grid that holds all frames.</summary>
    /// <exception cref="ConversionException">The positions are uneven.</exception>
    public VolumeGeometry Geometry => _grid.Value.Geometry;

    /// <summary>The slice of <see cref="Geometry"/> in which a frame lies.</summary>
    public int SliceOf(int frame) => Tiles is not null ? Tiles.FocalPlane(frame) : _grid.Value.Slices[Stack.PositionOfPlane[frame]];

    /// <summary>The point in time of a frame, from 0.</summary>
    public int TimeOf(int frame) => _times.Length == 0 ? 0 : _times[frame];

    public static FrameIndex Read(DataSet dataSet, List<string> warnings)
    {
        int rows = Dimension(dataSet, Tags.Rows);
        int columns = Dimension(dataSet, Tags.Columns);
        if ((long)rows * columns > int.MaxValue)
            throw new NotSupportedException($"Frames of {columns} x {rows} pixels are larger than {int.MaxValue} pixels.");
        if (SlideReading.IsTiled(dataSet))
            return ReadTiles(dataSet, rows, columns, warnings);
        IReadOnlyList<DataSet> frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        int count = dataSet.GetInt32(Tags.NumberOfFrames) ?? frames.Count;
        if (!dataSet.HasValue(Tags.NumberOfFrames))
            warnings.Add($"{Tags.NumberOfFrames.Describe()} is missing; {Tags.PerFrameFunctionalGroupsSequence.Describe()} has {frames.Count} items.");
        if (count != frames.Count)
            throw new DicomFormatException($"{Tags.PerFrameFunctionalGroupsSequence.Describe()} has {frames.Count} items; {Tags.NumberOfFrames.Describe()} is {count}.", Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence).ToString());
        if (count == 0)
            throw new DicomFormatException($"{Tags.PerFrameFunctionalGroupsSequence.Describe()} has no items: there are no frames.", Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence).ToString());

        // PS3.3 A.51.5: a label map has no Segment Identification; each of its frames may hold any segment.
        bool isLabelMap = dataSet.GetString(Tags.SegmentationType) == "LABELMAP";
        DataSet? shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
        var segmentNumbers = new int[count];
        for (int frame = 0; frame < count; frame++)
            segmentNumbers[frame] = isLabelMap ? 0 : SegmentNumber(frames[frame], shared, frame);
        if (FrameNumbers.Apply(dataSet, frames, shared))
        {
            ImagePlane[] numbered = FrameNumbers.Planes(rows, columns, frames, shared);
            return new FrameIndex(rows, columns, segmentNumbers, numbered, PlaneStack.Of(numbered, 1), [], []) { HasPatientCoordinates = false };
        }

        var planes = new FramePlanes(rows, columns, shared);
        var framePlanes = new ImagePlane[count];
        for (int frame = 0; frame < count; frame++)
            framePlanes[frame] = planes.Read(frames[frame], frame);
        PlaneStack stack = PlaneStack.Of(framePlanes, planes.SpacingBetweenSlicesMm(frames[0], warnings));
        int[] temporalPositions = FrameTimes.Read(dataSet, frames, segmentNumbers, stack);
        int[] points = [.. temporalPositions.Distinct().Order()];
        int[] times = Array.ConvertAll(temporalPositions, position => Array.BinarySearch(points, position));
        return new FrameIndex(rows, columns, segmentNumbers, framePlanes, stack, times, points);
    }

    private static int Dimension(DataSet dataSet, Tag tag)
    {
        int? value = dataSet.GetInt32(tag);
        return value is > 0 and <= ushort.MaxValue ? value.Value : throw new DicomFormatException($"{tag.Describe()} is {(value is null ? "missing" : value)}; 1 to {ushort.MaxValue} was expected.", tag.ToString());
    }

    private static int SegmentNumber(DataSet frame, DataSet? shared, int index)
    {
        DataSet? identification = FunctionalGroups.Find(frame, shared, Tags.SegmentIdentificationSequence);
        int? number = identification?.GetInt32(Tags.ReferencedSegmentNumber);
        return number is > 0 and <= ushort.MaxValue
            ? number.Value
            : throw FramePlanes.Missing(index, Tags.SegmentIdentificationSequence, Tags.ReferencedSegmentNumber, number);
    }
}
