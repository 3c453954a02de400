using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Terminology;

namespace Dcmqi.RtStructures;

/// <summary>What regions are, in the words of segments.</summary>
/// <param name="set">The structure set.</param>
/// <param name="metadata">Segments that stand before what the structure set says; <see langword="null"/> for none.</param>
/// <param name="mapping">Names that stand before it too; <see langword="null"/> for none.</param>
/// <param name="uidRoot">The root of tracking identifiers.</param>
/// <param name="warnings">Takes what could not be coded.</param>
internal sealed class RoiCoding(CompositeInstance set, SegmentationMetadata? metadata, RoiMapping? mapping, string uidRoot, List<string> warnings)
{
    private static readonly CodedConcept Structure = new("91723000", "SCT", "Anatomical Structure");
    private static readonly CodedConcept Tissue = new("85756007", "SCT", "Tissue");
    private static readonly CodedConcept Spatial = new("309825002", "SCT", "Spatial and Relational Concept");
    private static readonly CodedConcept Thing = new("260787004", "SCT", "Physical object");
    private static readonly CodedConcept Body = new("130047", "DCM", "External Body Model");
    private static readonly CodedConcept Abnormal = new("49755003", "SCT", "Morphologically Abnormal Structure");

    // PS3.5 6.2: LO has 64 characters, of which none is a backslash.
    private const int LongestName = 64;

    private readonly List<string> _uncoded = [];

    /// <summary>What a region is as a segment; one that is not written in the end is not told of.</summary>
    public SegmentAttributes AttributesOf(RtRoi roi, int label, bool isWritten)
    {
        string name = NameOf(roi);
        SegmentAlgorithmType type = roi.GenerationAlgorithm ?? SegmentAlgorithmType.Manual;
        SegmentAttributes attributes = Described(roi) ?? Coded(roi, type, isWritten);
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
            warnings.Add($"What {(_uncoded.Count == 1 ? "this region is" : "these regions are")} is not known from codes, interpreted type or name, and is written as Tissue: {string.Join(", ", _uncoded)}. RtSegmentationOptions.Mapping may say it.");
    }

    private SegmentAttributes? Described(RtRoi roi) =>
        metadata?.SegmentAttributes.SelectMany(list => list).FirstOrDefault(segment => string.Equals(segment.SegmentLabel, roi.Name, StringComparison.OrdinalIgnoreCase));

    private SegmentAttributes Coded(RtRoi roi, SegmentAlgorithmType type, bool isWritten)
    {
        SegmentTerm? mapped = mapping?.Find(roi.Name);
        SegmentTerm term = mapped ?? TermOf(roi, isWritten);
        SegmentAttributes attributes = SegmentAttributes.Of(term, algorithmType: type, algorithmName: type == SegmentAlgorithmType.Manual ? null : AlgorithmName(roi)) with
        {
            RecommendedDisplayRgb = roi.DisplayColor ?? term.RecommendedDisplayRgb,
        };
        return mapped is not null || roi.IdentificationCode is null ? attributes : attributes with { SegmentedPropertyTypeModifiers = roi.IdentificationModifiers };
    }

    // By its codes, else by its interpreted type, else by its name: everyday words first, whose codes more receivers know than those of TG-263.
    private SegmentTerm TermOf(RtRoi roi, bool isWritten)
    {
        SegmentTerm? byType = OfInterpretedType(roi.InterpretedType);
        if (roi.IdentificationCode is { } code)
            return Term(byType?.Category ?? CategoryOf(code) ?? Structure, code);
        if (byType is not null)
            return Term(byType.Category, byType.Type);
        SegmentTerm named = NearestTerm.Of(roi.Name, out bool isItsName);
        if (isItsName)
            return named with { Category = roi.PropertyCategory ?? named.Category, AnatomicRegion = roi.AnatomicRegion ?? named.AnatomicRegion };
        if (StructureNames.Find(roi.Name) is { } anatomy)
            return Term(Structure, anatomy);
        if (isWritten)
            _uncoded.Add($"{roi.Number.ToString(CultureInfo.InvariantCulture)} '{roi.Name}'");
        return new SegmentTerm { Category = Tissue, Type = Tissue, AnatomicRegion = roi.AnatomicRegion };

        SegmentTerm Term(CodedConcept category, CodedConcept property) => new() { Category = roi.PropertyCategory ?? category, Type = property, AnatomicRegion = roi.AnatomicRegion };
    }

    private static CodedConcept? CategoryOf(CodedConcept code) => TermIndex.Instance.Find(code) is >= 0 and var term ? TermIndex.Instance[term].Category : null;

    private static SegmentTerm? OfInterpretedType(string? type)
    {
        // PS3.16 CID 9534, CID 9501, CID 9506, CID 9507, CID 9520.
        (CodedConcept Category, string Value, string Scheme, string Meaning)? known = type switch
        {
            "GTV" => (Abnormal, "228791009", "SCT", "GTV"),
            "CTV" => (Spatial, "228792002", "SCT", "CTV"),
            "PTV" => (Spatial, "228793007", "SCT", "PTV"),
            "TREATED_VOLUME" => (Spatial, "130059", "DCM", "Treated Volume"),
            "IRRAD_VOLUME" => (Spatial, "228790005", "SCT", "Irradiated Volume"),
            "EXTERNAL" => (Body, "130067", "DCM", "Patient Anatomy Model"),
            "BOLUS" => (Thing, "228736002", "SCT", "Surface Bolus"),
            "BRACHY_CHANNEL" => (Thing, "130080", "DCM", "Brachytherapy channel"),
            "BRACHY_SRC_APP" => (Thing, "130078", "DCM", "Brachytherapy source applicator"),
            "BRACHY_CHNL_SHLD" => (Thing, "130079", "DCM", "Brachytherapy channel shield"),
            _ => null,
        };
        return known is { } found ? new SegmentTerm { Category = found.Category, Type = new CodedConcept(found.Value, found.Scheme, found.Meaning) } : null;
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
