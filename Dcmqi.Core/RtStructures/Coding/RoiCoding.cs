using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.RtStructures;

/// <summary>What regions are, in the words of segments.</summary>
/// <param name="set">The structure set.</param>
/// <param name="metadata">What stands before what the structure set says; <see langword="null"/> for nothing.</param>
/// <param name="uidRoot">The root of tracking identifiers.</param>
/// <param name="warnings">Takes what could not be coded.</param>
internal sealed class RoiCoding(CompositeInstance set, SegmentationMetadata? metadata, string uidRoot, List<string> warnings)
{
    private static readonly CodedConcept Structure = new("91723000", "SCT", "Anatomical Structure");
    private static readonly CodedConcept Tissue = new("85756007", "SCT", "Tissue");
    private static readonly CodedConcept Spatial = new("309825002", "SCT", "Spatial and Relational Concept");
    private static readonly CodedConcept Thing = new("260787004", "SCT", "Physical object");
    private static readonly CodedConcept Abnormal = new("49755003", "SCT", "Morphologically Abnormal Structure");

    // PS3.5 6.2: LO has 64 characters, of which none is a backslash.
    private const int LongestName = 64;

    private readonly List<string> _uncoded = [];

    public SegmentAttributes AttributesOf(RtRoi roi, int label)
    {
        string name = NameOf(roi);
        SegmentAlgorithmType type = roi.GenerationAlgorithm ?? SegmentAlgorithmType.Manual;
        SegmentAttributes attributes = Mapped(roi) ?? Coded(roi, type);
        return attributes with
        {
            LabelId = label,
            SegmentLabel = name,
            SegmentDescription = attributes.SegmentDescription ?? Shortened(roi.Description),
            RecommendedDisplayRgb = attributes.RecommendedDisplayCieLab is null ? attributes.RecommendedDisplayRgb ?? roi.DisplayColor : null,
            TrackingIdentifier = attributes.TrackingIdentifier ?? name,
            TrackingUid = attributes.TrackingUid ?? new UidGenerator(string.Create(CultureInfo.InvariantCulture, $"{set.SopInstanceUid} ROI {roi.Number}")) { Root = uidRoot }.Next(),
        };
    }

    public void TellUncoded()
    {
        if (_uncoded.Count > 0)
            warnings.Add($"What {(_uncoded.Count == 1 ? "this region is" : "these regions are")} is not known from codes, interpreted type or name, and is written as Tissue: {string.Join(", ", _uncoded)}. RtSegmentationOptions.Metadata may say it.");
    }

    private SegmentAttributes? Mapped(RtRoi roi) =>
        metadata?.SegmentAttributes.SelectMany(list => list).FirstOrDefault(segment => string.Equals(segment.SegmentLabel, roi.Name, StringComparison.OrdinalIgnoreCase));

    private SegmentAttributes Coded(RtRoi roi, SegmentAlgorithmType type)
    {
        (CodedConcept category, CodedConcept property) = Codes(roi);
        return new SegmentAttributes
        {
            SegmentedPropertyCategory = category,
            SegmentedPropertyType = property,
            SegmentedPropertyTypeModifiers = roi.IdentificationCode is null ? [] : roi.IdentificationModifiers,
            AnatomicRegion = roi.AnatomicRegion,
            AlgorithmType = type,
            AlgorithmName = type == SegmentAlgorithmType.Manual ? null : AlgorithmName(roi),
        };
    }

    private (CodedConcept Category, CodedConcept Property) Codes(RtRoi roi)
    {
        (CodedConcept Category, CodedConcept Property)? byType = roi.InterpretedType switch
        {
            // PS3.16 CID 9534, CID 9501, CID 9507, CID 9520.
            "GTV" => (Abnormal, new CodedConcept("228791009", "SCT", "GTV")),
            "CTV" => (Spatial, new CodedConcept("228792002", "SCT", "CTV")),
            "PTV" => (Spatial, new CodedConcept("228793007", "SCT", "PTV")),
            "EXTERNAL" => (new CodedConcept("130047", "DCM", "External Body Model"), new CodedConcept("130067", "DCM", "Patient Anatomy Model")),
            "BOLUS" => (Thing, new CodedConcept("228736002", "SCT", "Surface Bolus")),
            _ => null,
        };
        if (roi.IdentificationCode is { } code)
            return (roi.PropertyCategory ?? byType?.Category ?? Structure, code);
        if (byType is { } known)
            return (roi.PropertyCategory ?? known.Category, known.Property);
        if (StructureNames.Find(roi.Name) is { } anatomy)
            return (roi.PropertyCategory ?? Structure, anatomy);
        _uncoded.Add($"{roi.Number.ToString(CultureInfo.InvariantCulture)} '{roi.Name}'");
        return (Tissue, Tissue);
    }

    // PS3.3 C.8.20.2: Segment Algorithm Name is required unless the type is MANUAL.
    private string AlgorithmName(RtRoi roi) =>
        Shortened(roi.GenerationDescription) ?? Shortened(set.DataSet.GetString(Tags.ManufacturerModelName)) ?? Shortened(set.DataSet.GetString(Tags.Manufacturer)) ?? "RT Structure Set";

    private string NameOf(RtRoi roi)
    {
        string? name = Shortened(roi.Name);
        if (name is not null && name != roi.Name)
            warnings.Add($"{roi.Described} is called '{name}' as a segment, which has {LongestName} characters and no backslash.");
        return name ?? string.Create(CultureInfo.InvariantCulture, $"ROI {roi.Number}");
    }

    private static string? Shortened(string? text)
    {
        string clean = string.Concat((text ?? "").Select(letter => letter == '\\' || char.IsControl(letter) ? ' ' : letter)).Trim();
        if (clean.Length > LongestName)
            clean = clean[..(char.IsHighSurrogate(clean[LongestName - 1]) ? LongestName - 1 : LongestName)].TrimEnd();
        return clean.Length == 0 ? null : clean;
    }
}
