namespace Dcmqi;

/// <summary>The measurements and evaluations of one region or of some images (PS3.16 TID 1410, 1411, 1501).</summary>
/// <remarks>Groups that say the same are equal. Nothing is checked on construction; building a report lists every fault.</remarks>
public sealed record MeasurementGroup
{
    /// <summary>Gets what it is measured on. Volumetric unless given.</summary>
    public MeasurementGroupKind Kind { get; init; } = MeasurementGroupKind.Volumetric;

    /// <summary>Gets a name by which the region is followed over time. DICOM wants one; <see langword="null"/> is refused on building.</summary>
    public string? TrackingIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets a UID by which the region is followed over time, or <see langword="null"/>: then one is made.</summary>
    public string? TrackingUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the session in which it was measured, or <see langword="null"/>: then that of the report.</summary>
    public string? ActivitySession { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the time point, or <see langword="null"/>: then that of the report.</summary>
    public TimePointContext? TimePoint { get; init; }

    /// <summary>Gets what kind of thing was found, or <see langword="null"/>.</summary>
    public CodedConcept? FindingCategory { get; init; }

    /// <summary>Gets what was found, such as <c>(4147007, SCT, "Mass")</c>, or <see langword="null"/>.</summary>
    public CodedConcept? Finding { get; init; }

    /// <summary>Gets where it was found.</summary>
    public IReadOnlyList<FindingSite> FindingSites { get; init => field = ValueList<FindingSite>.Of(value); } = [];

    /// <summary>Gets how it was measured, or <see langword="null"/>: then that of the report.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Gets the program that measured, or <see langword="null"/>.</summary>
    public AlgorithmIdentification? Algorithm { get; init; }

    /// <summary>Gets the SOP Instance UID of the Real World Value Mapping by which pixels became numbers, or <see langword="null"/>.</summary>
    public string? RealWorldValueMapUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the segments (<see cref="MeasurementGroupKind.Volumetric"/>) or the frame of a segmentation (<see cref="MeasurementGroupKind.Planar"/>) that are the region. SOP classes are Segmentation and Label Map Segmentation.</summary>
    public IReadOnlyList<ImageReference> ReferencedSegments { get; init => field = ValueList<ImageReference>.Of(value); } = [];

    /// <summary>Gets the region as drawn in images: one in a planar group, one for each plane in a volumetric one.</summary>
    public IReadOnlyList<ImageRegion> ImageRegions { get; init => field = ValueList<ImageRegion>.Of(value); } = [];

    /// <summary>Gets the region of a planar group as drawn in space.</summary>
    public IReadOnlyList<SpatialRegion> SpatialRegions { get; init => field = ValueList<SpatialRegion>.Of(value); } = [];

    /// <summary>Gets the surface of the region of a volumetric group.</summary>
    public IReadOnlyList<SpatialRegion> VolumeSurface { get; init => field = ValueList<SpatialRegion>.Of(value); } = [];

    /// <summary>Gets the images that the region was found in; in a group of kind <see cref="MeasurementGroupKind.Image"/>, the images that are measured.</summary>
    public IReadOnlyList<ImageReference> SourceImages { get; init => field = ValueList<ImageReference>.Of(value); } = [];

    /// <summary>Gets the Series Instance UID of the series that the region was found in, or <see langword="null"/>.</summary>
    public string? SourceSeriesUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what was measured.</summary>
    public IReadOnlyList<Measurement> Measurements { get; init => field = ValueList<Measurement>.Of(value); } = [];

    /// <summary>Gets what was seen.</summary>
    public IReadOnlyList<QualitativeEvaluation> QualitativeEvaluations { get; init => field = ValueList<QualitativeEvaluation>.Of(value); } = [];

    /// <summary>Returns text such as <c>Lesion 1 (Volumetric, Mass in Liver): 3 measurements, 1 evaluation</c>.</summary>
    public override string ToString()
    {
        string what = Finding?.Meaning ?? "";
        string where = string.Join(" and ", FindingSites);
        string found = (what, where) switch { ("", "") => "", (_, "") => ", " + what, ("", _) => ", " + where, _ => $", {what} in {where}" };
        string evaluations = QualitativeEvaluations.Count == 0 ? "" : $", {QualitativeEvaluations.Count} {(QualitativeEvaluations.Count == 1 ? "evaluation" : "evaluations")}";
        return $"{TrackingIdentifier ?? "Measurement group"} ({Kind}{found}): {Measurements.Count} {(Measurements.Count == 1 ? "measurement" : "measurements")}{evaluations}";
    }
}
