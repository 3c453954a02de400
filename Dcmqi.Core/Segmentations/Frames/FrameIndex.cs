using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>What the functional groups say of each frame: which segment, which plane.</summary>
internal sealed class FrameIndex
{
    private readonly Lazy<(VolumeGeometry Geometry, int[] Slices)> _grid;

    private FrameIndex(int rows, int columns, int[] segmentNumbers, ImagePlane[] planes, PlaneStack stack)
    {
        Planes = planes;
        Rows = rows;
        Columns = columns;
        SegmentNumbers = segmentNumbers;
        Stack = stack;
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

    public PlaneStack Stack { get; }

    /// <summary>The regular grid that holds all frames.</summary>
    /// <exception cref="ConversionException">The positions are uneven.</exception>
    public VolumeGeometry Geometry => _grid.Value.Geometry;

    /// <summary>The slice of <see cref="Geometry"/> in which a frame lies.</summary>
    public int SliceOf(int frame) => _grid.Value.Slices[Stack.PositionOfPlane[frame]];

    public static FrameIndex Read(DataSet dataSet, List<string> warnings)
    {
        int rows = Dimension(dataSet, Tags.Rows);
        int columns = Dimension(dataSet, Tags.Columns);
        if ((long)rows * columns > int.MaxValue)
            throw new NotSupportedException($"Frames of {columns} x {rows} pixels are larger than {int.MaxValue} pixels.");
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
        var planes = new FramePlanes(rows, columns, shared);
        var segmentNumbers = new int[count];
        var framePlanes = new ImagePlane[count];
        for (int frame = 0; frame < count; frame++)
        {
            segmentNumbers[frame] = isLabelMap ? 0 : SegmentNumber(frames[frame], shared, frame);
            framePlanes[frame] = planes.Read(frames[frame], frame);
        }

        return new FrameIndex(rows, columns, segmentNumbers, framePlanes, PlaneStack.Of(framePlanes, planes.SpacingBetweenSlicesMm(frames[0], warnings)));
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
