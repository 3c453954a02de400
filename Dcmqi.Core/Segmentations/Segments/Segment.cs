using System.Globalization;

namespace Dcmqi;

/// <summary>One segment as a segmentation describes it (PS3.3 C.8.20.2, Segment Sequence).</summary>
public sealed class Segment
{
    internal Segment()
    {
    }

    /// <summary>Gets the Segment Number (0062,0004), from 1; the value of its voxels in a <see cref="LabelVolume"/>.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the Segment Label (0062,0005); empty if the object has none.</summary>
    public required string Label { get; init; }

    /// <summary>Gets the Segment Description (0062,0006), or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the Segment Algorithm Type (0062,0008); <see langword="null"/> if it is missing or no defined term.</summary>
    public SegmentAlgorithmType? AlgorithmType { get; init; }

    /// <summary>Gets the Segment Algorithm Name (0062,0009), or <see langword="null"/>.</summary>
    public string? AlgorithmName { get; init; }

    /// <summary>Gets the Segmented Property Category Code Sequence (0062,0003); <see langword="null"/> if it is missing.</summary>
    public CodedConcept? PropertyCategory { get; init; }

    /// <summary>Gets the Segmented Property Type Code Sequence (0062,000F); <see langword="null"/> if it is missing.</summary>
    public CodedConcept? PropertyType { get; init; }

    /// <summary>Gets the Segmented Property Type Modifier Code Sequence (0062,0011).</summary>
    public IReadOnlyList<CodedConcept> PropertyTypeModifiers { get; init; } = [];

    /// <summary>Gets the Anatomic Region Sequence (0008,2218), or <see langword="null"/>.</summary>
    public CodedConcept? AnatomicRegion { get; init; }

    /// <summary>Gets the Anatomic Region Modifier Sequence (0008,2220).</summary>
    public IReadOnlyList<CodedConcept> AnatomicRegionModifiers { get; init; } = [];

    /// <summary>Gets the further items of Anatomic Region Sequence (0008,2218), where the segment lies in several regions.</summary>
    public IReadOnlyList<AnatomicStructure> AdditionalAnatomicRegions { get; init; } = [];

    /// <summary>Gets the Primary Anatomic Structure Sequence (0008,2228).</summary>
    public IReadOnlyList<AnatomicStructure> PrimaryAnatomicStructures { get; init; } = [];

    /// <summary>Gets the Segmentation Algorithm Identification Sequence (0062,0007).</summary>
    public IReadOnlyList<SegmentAlgorithmIdentification> AlgorithmIdentifications { get; init; } = [];

    /// <summary>Gets the Tracking ID (0062,0020), or <see langword="null"/>.</summary>
    public string? TrackingIdentifier { get; init; }

    /// <summary>Gets the Tracking UID (0062,0021), or <see langword="null"/>.</summary>
    public string? TrackingUid { get; init; }

    /// <summary>Gets the Recommended Display CIELab Value (0062,000D), else the colour that a palette gives the segment, else <see langword="null"/>.</summary>
    public CieLabColor? DisplayCieLab { get; init; }

    /// <summary>Gets the recommended colour in sRGB, or <see langword="null"/>.</summary>
    public RgbColor? DisplayColor => DisplayCieLab?.ToRgb();

    /// <summary>Gets the number of frames of this segment; <see langword="null"/> in a label map, whose frames hold all segments.</summary>
    public int? FrameCount { get; init; }

    /// <summary>Gets whether this is not a segment but what is left (label maps only): the number that Pixel Padding Value (0028,0120) names, and always 0, which stands for no segment in label volumes.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Returns number, label, type and colour.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number}: {Label}{(PropertyType is null ? "" : $" {PropertyType}")}{(DisplayColor is null ? "" : $" {DisplayColor}")}{(FrameCount is null ? "" : $", {FrameCount} frame{(FrameCount == 1 ? "" : "s")}")}");

    /// <summary>The segment with dcmqi's keys; the label ID is the Segment Number.</summary>
    internal SegmentAttributes ToAttributes()
    {
        CodedConcept unknown = new("261665006", "SCT", "Unknown");
        return new SegmentAttributes
        {
            LabelId = Number,
            SegmentLabel = Label.Length == 0 ? null : Label,
            SegmentDescription = Description,
            SegmentedPropertyCategory = PropertyCategory ?? unknown,
            SegmentedPropertyType = PropertyType ?? unknown,
            SegmentedPropertyTypeModifiers = PropertyTypeModifiers,
            AnatomicRegion = AnatomicRegion,
            AnatomicRegionModifiers = AnatomicRegionModifiers,
            AdditionalAnatomicRegions = AdditionalAnatomicRegions,
            PrimaryAnatomicStructures = PrimaryAnatomicStructures,
            AlgorithmIdentifications = AlgorithmIdentifications,

            // dcmqi's keys have no word for an unknown algorithm; a name is only asked for where the type is not MANUAL.
            AlgorithmType = AlgorithmType ?? (AlgorithmName is null ? SegmentAlgorithmType.Manual : SegmentAlgorithmType.SemiAutomatic),
            AlgorithmName = AlgorithmName,
            RecommendedDisplayRgb = DisplayColor,
            TrackingIdentifier = TrackingIdentifier,
            TrackingUid = TrackingUid,
        };
    }
}
