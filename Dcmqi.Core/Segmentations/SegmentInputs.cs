using Dcmqi.Metadata;

namespace Dcmqi.Segmentations;

/// <summary>The volumes that a builder was given, and what is said of their labels: by the metadata, or with each volume.</summary>
internal sealed class SegmentInputs(SegmentationMetadata metadata)
{
    private readonly List<SegmentInput> _inputs = [];

    public int Count => _inputs.Count;

    /// <summary>What was tolerated while volumes were read and taken in.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>What was tolerated where the metadata was read.</summary>
    public IReadOnlyList<string> MetadataWarnings => metadata.Warnings;

    public void Add(LabelLayer layer, IReadOnlyList<SegmentAttributes>? segments) => _inputs.Add(new SegmentInput(layer, segments));

    /// <summary>Describes the labels of a layer by a table.</summary>
    /// <exception cref="ConversionException">The table names none of them.</exception>
    public IReadOnlyList<SegmentAttributes> Describe(LabelTable preset, LabelLayer layer)
    {
        List<string> told = [];
        IReadOnlyList<SegmentAttributes> segments = LabelDescriptions.Of(preset, layer.VoxelCounts, layer.Name, told);
        if (segments.Count == 0 && layer.Fault is null)
            throw new ConversionException(LabelDescriptions.NoneNamed(preset, layer.VoxelCounts, layer.Name));
        Warnings.AddRange(told);
        return segments;
    }

    /// <summary>Checks everything that is known without the images, and says which label of which input becomes which segment.</summary>
    /// <param name="options">How the segmentation is stored.</param>
    /// <param name="authorship">Who makes it.</param>
    /// <param name="numbering">How Segment Numbers follow from labels.</param>
    /// <param name="emptySegments">What becomes of segments without voxels.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    /// <exception cref="MetadataException">Metadata made in code break their schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Inputs, metadata and options do not go together; every fault is listed.</exception>
    public (IReadOnlyList<DescribedLayer> Layers, IReadOnlyList<PlannedSegment> Segments) Plan(
        SegmentationOptions options, Authorship authorship, SegmentNumbering numbering, EmptyContent emptySegments, List<string> warnings)
    {
        var faults = new List<string>();
        Check(options, faults);
        authorship.Check(faults);
        if (_inputs.Count > 0)
            CheckMetadata();
        ConversionException.ThrowIfAny(faults);

        warnings.AddRange(Warnings);
        var assignment = new SegmentAssignment(metadata, options.Encoding, numbering, emptySegments, faults, warnings);
        IReadOnlyList<DescribedLayer> layers = assignment.Describe(_inputs);
        IReadOnlyList<PlannedSegment> segments = assignment.Assign(layers);
        return faults.Count == 0 ? (layers, segments) : throw new ConversionException(faults) { UndescribedLabels = assignment.UndescribedLabels };
    }

    /// <summary>The segments with their runs, for the encoder.</summary>
    public static SegmentContent[] ContentOf(IReadOnlyList<PlannedSegment> segments, IReadOnlyList<DescribedLayer> layers, UidGenerator uids, List<string> warnings) =>
    [
        .. segments.Select(segment => new SegmentContent(
            segment.Number,
            SegmentItem.Of(segment.Number, segment.Attributes, uids, warnings),
            layers[segment.Layer].Layer.RunsOf(segment.Label),
            layers[segment.Layer].Layer.FractionsByPlane())),
    ];

    // Adds what keeps the volumes from being written.
    private void Check(SegmentationOptions options, List<string> faults)
    {
        if (_inputs.Count == 0)
            faults.Add("Nothing was added. Call AddLabelMap, or another method that adds segments, before Build.");
        faults.AddRange(_inputs.Select(input => input.Layer.Fault).OfType<string>());
        if (options.Encoding == SegmentationEncoding.Fractional)
            return;
        faults.AddRange(_inputs.Where(input => input.Layer.Fractions is not null).Select(input =>
            $"'{input.Layer.Name}' was added as fractions, which the encoding {options.Encoding} cannot hold. Set SegmentationOptions.Encoding to SegmentationEncoding.Fractional."));
    }

    // Lists that were given with volumes count behind those of the metadata.
    private void CheckMetadata()
    {
        IReadOnlyList<SegmentAttributes>[] own = [.. _inputs.Select(input => input.Segments).OfType<IReadOnlyList<SegmentAttributes>>()];
        SegmentationMetadata whole = own.Length == 0 ? metadata : metadata with
        {
            SegmentAttributes = [.. metadata.SegmentAttributes, .. own],
            SegmentAttributesFileMapping = [],
        };
        IReadOnlyList<MetadataViolation> violations = whole.Validate();
        if (violations.Count > 0)
            throw new MetadataException(violations);
    }
}
