using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Segmentations;

namespace Dcmqi;

/// <summary>A DICOM Segmentation (PS3.3 A.51): segments, the frames they were drawn on, and how to get label volumes from them.</summary>
/// <remarks>Immutable; safe to use from several threads. Pixel Data is read when it is asked for, from the file that stays open until the segmentation is disposed of; a small file is read whole.</remarks>
public sealed partial class Segmentation : CompositeInstance
{
    // What is written where the metadata gives none (dcmqi's schema has the same defaults), and is not given back as if it had.
    internal const string DefaultContentLabel = "SEGMENTATION";
    internal const string DefaultContentDescription = "Image segmentation";

    private readonly FrameIndex _frames;
    private readonly StoredFrames _pixels;

    // Found on first need, by whichever work comes across it first; every thread finds the same.
    private volatile IReadOnlyList<IReadOnlyList<int>>? _nonOverlapping;
    private volatile SegmentationMetadata? _metadata;

    private Segmentation(OpenedFiles? files, DataSet dataSet, TransferSyntax syntax, IReadOnlyList<IFrameDecoder> decoders, IEnumerable<string> warnings)
        : this(files, dataSet, (frameCount, warn) => FrameReader.Of(dataSet, syntax, decoders, warn, frameCount), warnings)
    {
    }

    private Segmentation(OpenedFiles? files, DataSet dataSet, Func<int, Action<string>, FrameReader> pixelsOf, IEnumerable<string> warnings)
        : base(dataSet, files)
    {
        var told = new List<string>(warnings);
        SopClass.Require(dataSet, files?.Paths.FirstOrDefault(), Uids.SegmentationStorage, Uids.LabelMapSegmentationStorage);
        _frames = FrameIndex.Read(dataSet, told);
        _pixels = StoredFrames.Of(dataSet, _frames, pixelsOf(_frames.Count, told.Add), told);
        Segments = ReadSegments(dataSet, _frames, _pixels, told);
        Warnings = told;
    }

    /// <summary>Gets the segments, in order of the Segment Sequence.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Gets how the voxels are held: Segmentation Type (0062,0001).</summary>
    public SegmentationEncoding Encoding => _pixels.Encoding;

    /// <summary>Gets the Number of Frames (0028,0008).</summary>
    public int FrameCount => _frames.Count;

    /// <summary>Gets the Rows (0028,0010).</summary>
    public int Rows => _frames.Rows;

    /// <summary>Gets the Columns (0028,0011).</summary>
    public int Columns => _frames.Columns;

    /// <summary>Gets what the object states of whether its segments share pixels (Segments Overlap (0062,0013)); <see langword="null"/> if it states nothing that PS3.3 C.8.20.2 knows. It is not relied on.</summary>
    public SegmentsOverlap? SegmentsOverlap => DataSet.GetString(Tags.SegmentsOverlap) switch
    {
        "YES" => Dcmqi.SegmentsOverlap.Yes,
        "UNDEFINED" => Dcmqi.SegmentsOverlap.Undefined,
        "NO" => Dcmqi.SegmentsOverlap.No,
        _ => null,
    };

    /// <summary>Gets the stored value that means 1 in a fractional segmentation (Maximum Fractional Value (0062,000E), PS3.3 C.8.20.2.3); <see langword="null"/> if it is not fractional. Pixels are read to know it: it is 1 where all of them are 0 or 1.</summary>
    public int? MaximumFractionalValue => (_pixels as FractionalStoredFrames)?.ValueOfOne;

    /// <summary>Gets the number of points in time of the frames (Temporal Position Index (0020,9128) as a dimension); 1 if there is no such dimension. Label volumes then have as many values per voxel.</summary>
    public int TimePoints => _frames.TimePoints;

    /// <summary>Gets whether the frames lie in the patient. Where they do not (segmentations of projections, photographs and the like), the grid counts columns, rows and frames, and says nothing of places.</summary>
    public bool HasPatientCoordinates => _frames.HasPatientCoordinates;

    /// <summary>Gets the plane that the frames are tiles of, for segmentations of slides; <see langword="null"/> if frames are not tiles. <see cref="Geometry"/> then is that of the whole plane, in the slide coordinate system.</summary>
    public SlideMatrix? SlideMatrix => _frames.Matrix;

    /// <summary>Gets the smallest regular grid that holds all frames: columns, rows, positions along the normal; LPS, millimetres. Without patient coordinates it is that of <see cref="SourceImages.PixelGrid"/>: x and y are columns and rows, z the frames.</summary>
    /// <exception cref="ConversionException">The frames lie at uneven distances; the message gives them.</exception>
    public VolumeGeometry Geometry => _frames.Geometry;

    /// <summary>Gets what the object says of itself and its segments, with dcmqi's keys: one inner list for each volume that <see cref="ToLabelMaps(SegmentGrouping, IProgress{ConversionProgress}, CancellationToken)"/> gives.</summary>
    public SegmentationMetadata Metadata => _metadata ??= GetMetadata(SegmentGrouping.NonOverlapping);

    internal FrameIndex Frames => _frames;

    internal StoredFrames Pixels => _pixels;

    /// <summary>Finds segments by code, label, algorithm or tracking identifier, in order of the Segment Sequence. The background of a label map is not a segment.</summary>
    /// <param name="query">The criteria; all segments if none is set.</param>
    public IReadOnlyList<Segment> FindSegments(SegmentQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. Segments.Where(segment => !segment.IsBackground && query.Matches(segment))];
    }

    /// <summary>Returns what the object says of itself and its segments, with dcmqi's keys.</summary>
    /// <param name="grouping">Which segments share an inner list: those that share a volume.</param>
    public SegmentationMetadata GetMetadata(SegmentGrouping grouping)
    {
        Dictionary<int, Segment> byNumber = Segments.ToDictionary(segment => segment.Number);
        return new SegmentationMetadata
        {
            ContentCreatorName = DataSet.GetText(Tags.ContentCreatorName),
            ClinicalTrialSeriesId = DataSet.GetText(Tags.ClinicalTrialSeriesID),
            ClinicalTrialTimePointId = DataSet.GetText(Tags.ClinicalTrialTimePointID),
            ClinicalTrialCoordinatingCenterName = DataSet.GetText(Tags.ClinicalTrialCoordinatingCenterName),
            ContentLabel = UnlessDefault(Tags.ContentLabel, DefaultContentLabel),
            ContentDescription = UnlessDefault(Tags.ContentDescription, DefaultContentDescription),
            SeriesDescription = DataSet.GetText(Tags.SeriesDescription),
            SeriesNumber = DataSet.GetString(Tags.SeriesNumber),
            InstanceNumber = DataSet.GetString(Tags.InstanceNumber),
            BodyPartExamined = DataSet.GetText(Tags.BodyPartExamined),
            SegmentAttributes = [.. Groups(grouping).Select(group => group.Select(number => byNumber[number].ToAttributes()).ToArray())],
        };
    }

    /// <summary>Returns segments, size, encoding and frames, such as <c>Segmentation: 3 segments, 512 x 512 x 24, BINARY, 41 frames</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Segmentation: {DescribedCount} segment{(DescribedCount == 1 ? "" : "s")}, {(_frames.Matrix is { } matrix ? $"{matrix.Columns} x {matrix.Rows} in tiles of {Columns} x {Rows}" : $"{Columns} x {Rows} x {_frames.Stacks.PlaceCount}")}, {DataSet.GetString(Tags.SegmentationType)}, {FrameCount} frame{(FrameCount == 1 ? "" : "s")}");

    // The background of a label map is no segment.
    private int DescribedCount => Segments.Count(segment => !segment.IsBackground);

    private string? UnlessDefault(Tag tag, string defaultValue) => DataSet.GetText(tag) is { } value && value != defaultValue ? value : null;

    private IReadOnlyList<IReadOnlyList<int>> Groups(SegmentGrouping grouping) => grouping switch
    {
        SegmentGrouping.NonOverlapping => _nonOverlapping ??= FindNonOverlapping(),
        SegmentGrouping.PerSegment => [.. Segments.Where(segment => !segment.IsBackground).Select(segment => (IReadOnlyList<int>)[segment.Number])],
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "The grouping is NonOverlapping or PerSegment."),
    };
}
