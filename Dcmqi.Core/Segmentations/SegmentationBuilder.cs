using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>Makes a DICOM Segmentation (PS3.3 A.51) from label volumes, the images they were drawn on, and what their labels mean.</summary>
/// <remarks>
/// <para>Label maps whose axes are those of the images in another order or direction (as NIfTI often has them) are reoriented without interpolation.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class SegmentationBuilder
{
    private readonly SourceImages _source;
    private readonly SegmentationMetadata _metadata;
    private readonly SegmentInputs _inputs;

    /// <summary>Creates a segmentation.</summary>
    /// <param name="source">The images that were segmented; <see cref="SourceImages.None"/> if there are none.</param>
    /// <param name="metadata">The metadata of the series, and the meaning of the labels: one inner list of segments for each volume that is added without segments of its own, in the order in which they are added. Not needed where all segments are given with their volumes.</param>
    public SegmentationBuilder(SourceImages source, SegmentationMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _metadata = metadata ?? new SegmentationMetadata();
        _inputs = new SegmentInputs(_metadata);
    }

    /// <summary>Gets how the segmentation is stored: encoding and what belongs to it. Default: as <see cref="SegmentationOptions"/> says.</summary>
    public SegmentationOptions Options { get; init; } = new();

    /// <summary>Gets who made the segmentation, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Gets how volumes are brought together with the grid of the images. Default: as <see cref="SourceAlignment"/> says.</summary>
    public SourceAlignment Alignment { get; init; } = new();

    /// <summary>Gets how Segment Numbers follow from labels. Default: <see cref="SegmentNumbering.Sequential"/>, from 1 in order of input and label.</summary>
    public SegmentNumbering Numbering { get; init; } = SegmentNumbering.Sequential;

    /// <summary>Gets what becomes of segments that are described but have no voxel. Default: <see cref="EmptyContent.Omit"/>, with a warning.</summary>
    public EmptyContent EmptySegments { get; init; } = EmptyContent.Omit;

    /// <summary>Gets what the values that voxels have along time are. Default: <see cref="TimeAxis.TimePoints"/>, points in time of one label map.</summary>
    public TimeAxis TimeAxis { get; init; } = TimeAxis.TimePoints;

    /// <summary>Checks everything and makes the segmentation.</summary>
    /// <param name="progress">Receives progress: frames as they are composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A segmentation as <c>Segmentation.Open</c> gives it.</returns>
    /// <exception cref="MetadataException">The metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Label maps, metadata and images do not go together; every fault is listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Segmentation Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Options.Check();
        Alignment.Check();
        List<string> warnings = [.. _inputs.MetadataWarnings, .. _source.Warnings];
        (IReadOnlyList<DescribedLayer> layers, IReadOnlyList<PlannedSegment> segments) = _inputs.Plan(Options, Authorship, Numbering, EmptySegments, warnings);
        if (_source.HasPatientCoordinates && _ofFrames is null)
            layers = CommonSlices.Of(layers);

        var faults = new List<string>();
        LabelLayer first = layers[0].Layer;
        VolumeGrids.CheckOne([.. layers.Select(layer => (layer.Layer.Name, layer.Layer.Geometry))], "All label maps of one segmentation", faults);
        faults.AddRange(layers.Select(layer => layer.Layer).Where(layer => layer.TimePoints != first.TimePoints).Select(layer =>
            $"'{layer.Name}' has {Counted.Of(layer.TimePoints, "point")} in time, '{first.Name}' has {first.TimePoints}. All label maps of one segmentation have as many."));
        if (_ofFrames is null)
            ConversionException.ThrowIfAny(faults);
        DerivedPlanes planes = FindPlanes(first, faults, warnings);
        ConversionException.ThrowIfAny(faults);

        var encoder = SegmentationEncoder.Of(Content(layers, segments, planes, warnings), Options);
        encoder.Check(faults);
        ConversionException.ThrowIfAny(faults);
        Dicom.DataSet dataSet = encoder.Encode(Options.EmptyFrames, Options.LargeObjects, Authorship.Uids, progress, cancellationToken);

        // PS3.3 C.12.2: listed is what is referred to.
        if (!AttributeConditions.HasDerivationImages(dataSet))
            InstanceReferences.Set(dataSet, []);
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Dicom.Tags.SegmentSequence));
        return Segmentation.OfBuilt(dataSet, warnings);
    }

    /// <summary>Gets the number of label maps added and the images they belong to.</summary>
    public override string ToString() =>
        $"SegmentationBuilder: {_inputs.Count} label map{(_inputs.Count == 1 ? "" : "s")} on {_source}";
}
