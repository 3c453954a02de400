using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>Makes a DICOM Segmentation (PS3.3 A.51) of a slide, tile by tile: the whole plane is never in memory.</summary>
/// <remarks>
/// <para>What is kept of a tile are its runs of labels, 8 bytes for each: a plane of 100,000 x 100,000 pixels with hundreds of thousands of nuclei takes some hundred megabytes.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class SlideSegmentationBuilder
{
    private readonly SourceImages _source;
    private readonly SegmentationMetadata _metadata;
    private readonly SegmentInputs _inputs;
    private SlideGrid? _grid;

    /// <summary>Creates a segmentation.</summary>
    /// <param name="source">The images of a slide: one level, or all the instances of its pyramid.</param>
    /// <param name="metadata">The metadata of the series, and the meaning of the labels: one inner list of segments for each input that is added without segments of its own, in the order in which they are added. Not needed where all segments are given with their inputs.</param>
    public SlideSegmentationBuilder(SourceImages source, SegmentationMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _metadata = metadata ?? new SegmentationMetadata();
        _inputs = new SegmentInputs(_metadata);
    }

    /// <summary>Gets how the segmentation is stored: encoding and what belongs to it. Default: as <see cref="SegmentationOptions"/> says.</summary>
    /// <remarks><see cref="SlideTiling.Full"/> has all tiles, whatever <see cref="SegmentationOptions.EmptyFrames"/> says.</remarks>
    public SegmentationOptions Options { get; init; } = new();

    /// <summary>Gets who made the segmentation, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Gets how Segment Numbers follow from labels. Default: <see cref="SegmentNumbering.Sequential"/>, from 1 in order of input and label.</summary>
    public SegmentNumbering Numbering { get; init; } = SegmentNumbering.Sequential;

    /// <summary>Gets what becomes of segments that are described but have no pixel. Default: <see cref="EmptyContent.Omit"/>, with a warning.</summary>
    public EmptyContent EmptySegments { get; init; } = EmptyContent.Omit;

    /// <summary>Gets which plane of the slide was segmented, and how it is cut into tiles. Default: as <see cref="SlideTileOptions"/> says.</summary>
    public SlideTileOptions Tiles { get; init; } = new();

    /// <summary>Checks everything and makes the segmentation.</summary>
    /// <param name="progress">Receives progress: frames as they are composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A segmentation as <c>Segmentation.Open</c> gives it.</returns>
    /// <exception cref="MetadataException">The metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Inputs, metadata and images do not go together; every fault is listed.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Segmentation Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SlideGrid grid = Grid();
        List<string> warnings = [.. _inputs.MetadataWarnings, .. _source.Warnings, .. grid.Level.Warnings];
        (IReadOnlyList<DescribedLayer> layers, IReadOnlyList<PlannedSegment> segments) = _inputs.Plan(Options, Authorship, Numbering, EmptySegments, warnings);

        var faults = new List<string>();
        var encoder = SegmentationEncoder.Of(Content(grid, layers, segments, warnings), Options);
        encoder.Check(faults);
        ConversionException.ThrowIfAny(faults);
        DataSet dataSet = encoder.Encode(Options.EmptyFrames, Options.LargeObjects, Authorship.Uids, progress, cancellationToken);
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Tags.SegmentSequence));
        return Segmentation.OfBuilt(dataSet, warnings);
    }

    /// <summary>Returns number of inputs and the images.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"SlideSegmentationBuilder: {_inputs.Count} input{(_inputs.Count == 1 ? "" : "s")} on {_source}");

    private SlideGrid Grid()
    {
        if (_grid is not null)
            return _grid;
        Options.Check();
        return _grid = SlideGrid.Of(_source, Tiles);
    }

    private SegmentationContent Content(SlideGrid grid, IReadOnlyList<DescribedLayer> layers, IReadOnlyList<PlannedSegment> segments, List<string> warnings)
    {
        var planes = new SlidePlanes(grid, Tiles.Tiling, Tiles.OpticalPath, SegmentationModules.Derivation);
        SourceImages level = _source.Select(frame => frame.Image == grid.Level.Image);
        DataSet common = SegmentationModules.Of(level, _metadata, Authorship, warnings);
        planes.SetOrganization(common);
        return new SegmentationContent
        {
            Common = common,
            Rows = grid.Size.Rows,
            Columns = grid.Size.Columns,
            SharedGroups = planes.SharedGroups(),
            PlaneGroups = planes.TileGroups(),
            PlaneDimensions = grid.Dimensions,
            Tiling = Tiles.Tiling,
            MayOverlap = layers.Count > 1,
            Segments = SegmentInputs.ContentOf(segments, layers, Authorship.Uids, warnings),
        };
    }
}
