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
    private readonly List<LabelLayer> _layers = [];
    private readonly List<string> _volumeWarnings = [];

    /// <summary>Starts a segmentation.</summary>
    /// <param name="source">The images that were segmented.</param>
    /// <param name="metadata">What the labels mean: one inner list of segments for each label map, in the order in which they are added.</param>
    public SegmentationBuilder(SourceImages source, SegmentationMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(metadata);
        _source = source;
        _metadata = metadata;
    }

    /// <summary>How the voxels are held; <see cref="SegmentationEncoding.Binary"/>, which every receiver reads, if not given.</summary>
    public SegmentationEncoding Encoding { get; init; } = SegmentationEncoding.Binary;

    /// <summary>Bits of a label map's pixels; as few as hold the highest Segment Number if not given.</summary>
    public LabelMapBitDepth LabelMapBitDepth { get; init; } = LabelMapBitDepth.Smallest;

    /// <summary>How a label map gives its colours; MONOCHROME2 with a colour for each segment if not given.</summary>
    public LabelMapColorModel LabelMapColorModel { get; init; } = LabelMapColorModel.Monochrome2;

    /// <summary>What the fractions of a fractional segmentation mean; probabilities if not given.</summary>
    public FractionalType FractionalType { get; init; } = FractionalType.Probability;

    /// <summary>The stored value that means 1 in a fractional segmentation: 1 to 255; 255 if not given. Fractions are rounded to the nearest of the steps that it makes.</summary>
    public int MaximumFractionalValue { get; init; } = 255;

    /// <summary>How Segment Numbers follow from labels; from 1 in order of input and label if not given.</summary>
    public SegmentNumbering Numbering { get; init; } = SegmentNumbering.Sequential;

    /// <summary>What the values that voxels have along time are; points in time of one label map if not given.</summary>
    public TimeAxis TimeAxis { get; init; } = TimeAxis.TimePoints;

    /// <summary>What becomes of the slices in which a segment has no voxel; left out if not given.</summary>
    public EmptyContent EmptyFrames { get; init; } = EmptyContent.Omit;

    /// <summary>What becomes of segments that the metadata describes but the label map does not hold; left out with a warning if not given.</summary>
    public EmptyContent EmptySegments { get; init; } = EmptyContent.Omit;

    /// <summary>What becomes of an object that takes more than 4 GB uncompressed; refused if not given.</summary>
    public LargeObjects LargeObjects { get; init; } = LargeObjects.Refuse;

    /// <summary>What is asked of the source images' positions.</summary>
    public SourceMatching SourceMatching { get; init; } = SourceMatching.Require;

    /// <summary>The largest distance between a slice and the plane of a source image that it lies in, as a share of the slice spacing: above 0, below 0.5; 0.01 if not given.</summary>
    public double PositionTolerance { get; init; } = 0.01;

    /// <summary>What becomes of invalid or incomplete values in the source images' headers; repaired or left out with a warning if not given.</summary>
    public SourceRepair SourceRepair { get; init; } = SourceRepair.Warn;

    /// <summary>The device or program named as the maker of the object; this library if not given.</summary>
    public Equipment Equipment { get; init; } = Equipment.Library;

    /// <summary>Where new identifiers come from; random if not given.</summary>
    public UidGenerator Uids { get; init; } = new();

    /// <summary>Where dates and times come from; the system clock if not given.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks everything and makes the segmentation.</summary>
    /// <param name="progress">Is told of frames as they are composed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A segmentation as <c>Segmentation.Open</c> gives it.</returns>
    /// <exception cref="MetadataException">The metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Label maps, metadata and images do not go together; every fault is listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Segmentation Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!(PositionTolerance is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(PositionTolerance), PositionTolerance, "The share of the slice spacing must be above 0 and below 0.5.");
        if (MaximumFractionalValue is < 1 or > 255)
            throw new ArgumentOutOfRangeException(nameof(MaximumFractionalValue), MaximumFractionalValue, "The value that means 1 is from 1 to 255 (PS3.3 C.8.20.2.3).");
        IReadOnlyList<MetadataViolation> violations = _metadata.Validate();
        if (violations.Count > 0)
            throw new MetadataException(violations);

        var faults = new List<string>();
        var warnings = new List<string>(_source.Warnings);
        warnings.AddRange(_volumeWarnings);
        faults.AddRange(_layers.Select(layer => layer.Fault).OfType<string>());
        if (Encoding != SegmentationEncoding.Fractional)
            faults.AddRange(_layers.Where(layer => layer.Fractions is not null).Select(layer => $"'{layer.Name}' was added as fractions, which the encoding {Encoding} cannot hold; the encoding Fractional can."));
        if (_layers.Count == 0)
            faults.Add("No label map was added. Call AddLabelMap before Build.");
        Refuse(faults);

        var assignment = new SegmentAssignment(_metadata, Encoding, Numbering, EmptySegments, faults, warnings);
        List<LabelLayer> layers = assignment.InMetadataOrder(_layers);
        IReadOnlyList<PlannedSegment> segments = assignment.Assign(layers);
        VolumeGrids.CheckOne(layers.ConvertAll(layer => (layer.Name, layer.Geometry)), "All label maps of one segmentation", faults);
        faults.AddRange(layers.Where(layer => layer.TimePoints != layers[0].TimePoints).Select(layer =>
            $"'{layer.Name}' has {layer.TimePoints} points in time, '{layers[0].Name}' has {layers[0].TimePoints}. All label maps of one segmentation have as many."));
        Refuse(faults);

        DerivedPlanes planes = DerivedPlanes.Find(
            layers[0].Name, layers[0].Geometry, _source, SourceMatching, PositionTolerance, SegmentationDerivation, faults, warnings, layers[0].TimePoints);
        Refuse(faults);

        SegmentationEncoder encoder = Encoder(Content(layers, segments, planes, warnings));
        encoder.Check(faults);
        Refuse(faults);
        Dicom.DataSet dataSet = encoder.Encode(EmptyFrames, LargeObjects, Uids, progress, cancellationToken);

        // PS3.3 C.12.2: listed is what is referred to.
        if (!AttributeConditions.HasDerivationImages(dataSet))
            InstanceReferences.Set(dataSet, []);
        return Segmentation.OfBuilt(dataSet, warnings);
    }

    /// <summary>Number of label maps added and the options that differ from their defaults.</summary>
    public override string ToString() =>
        $"SegmentationBuilder: {_layers.Count} label map{(_layers.Count == 1 ? "" : "s")} on {_source}";

    private static void Refuse(List<string> faults)
    {
        if (faults.Count > 0)
            throw new ConversionException(faults);
    }
}
