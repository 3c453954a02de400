namespace Dcmqi;

/// <summary>The content of a measurement report: dcmqi's JSON document for <c>tid1500writer</c>, as an object (PS3.16 TID 1500).</summary>
/// <remarks>
/// Reports that say the same are equal; a changed copy is made by <c>with</c>. Empty text means not given. What is made in code is checked
/// where it is used.
/// </remarks>
public sealed partial record MeasurementReportMetadata
{
    /// <summary>Gets the Series Description (0008,103E), at most 64 characters, or <see langword="null"/>.</summary>
    public string? SeriesDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Series Number (0020,0011): a whole number as text, or <see langword="null"/>.</summary>
    public string? SeriesNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Instance Number (0020,0013): a whole number as text, or <see langword="null"/>.</summary>
    public string? InstanceNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the names of DICOM files of the study that the report is about: patient and study are taken from the first (<c>compositeContext</c>).</summary>
    public IReadOnlyList<string> CompositeContext { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets the names of the DICOM files of the images that were measured (<c>imageLibrary</c>).</summary>
    public IReadOnlyList<string> ImageLibrary { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets the title of the document (CID 7021). (126000, DCM, "Imaging Measurement Report") unless given.</summary>
    public CodedConcept Title { get; init; } = Codes.Dcm.ImagingMeasurementReport;

    /// <summary>Gets the language of the report (TID 1204). English unless given.</summary>
    public CodedConcept Language { get; init; } = new("eng", "RFC5646", "English");

    /// <summary>Gets the country whose form of the language it is (CID 5001), or <see langword="null"/>.</summary>
    public CodedConcept? CountryOfLanguage { get; init; }

    /// <summary>Gets who observed: persons and devices (TID 1001).</summary>
    public IReadOnlyList<ReportObserver> Observers { get; init => field = ValueList<ReportObserver>.Of(value); } = [];

    /// <summary>Gets the imaging procedures that are reported (CID 100). (363679005, SCT, "Imaging procedure") unless given.</summary>
    public IReadOnlyList<CodedConcept> ProceduresReported { get; init => field = ValueList<CodedConcept>.Of(value); } = ValueList<CodedConcept>.Of([new("363679005", "SCT", "Imaging procedure")]);

    /// <summary>Gets whether the report is complete. <see cref="CompletionFlag.Partial"/> unless given.</summary>
    public CompletionFlag CompletionFlag { get; init; } = CompletionFlag.Partial;

    /// <summary>Gets why the report is partial, or what makes it complete, in words, or <see langword="null"/>.</summary>
    public string? CompletionFlagDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets whether somebody answers for the report. <see cref="VerificationFlag.Unverified"/> unless given.</summary>
    public VerificationFlag VerificationFlag { get; init; } = VerificationFlag.Unverified;

    /// <summary>Gets who answers for the report. If the report is verified and no one is given, it is the first person among the <see cref="Observers"/>.</summary>
    public IReadOnlyList<VerifyingObserver> VerifyingObservers { get; init => field = ValueList<VerifyingObserver>.Of(value); } = [];

    /// <summary>Gets the documents that this one replaces or builds on, such as the earlier version of a report.</summary>
    public IReadOnlyList<DocumentReference> PredecessorDocuments { get; init => field = ValueList<DocumentReference>.Of(value); } = [];

    /// <summary>Gets the session in which all groups were measured that do not say another, or <see langword="null"/>.</summary>
    public string? ActivitySession { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the time point of all groups that do not say another, or <see langword="null"/>.</summary>
    public TimePointContext? TimePoint { get; init; }

    /// <summary>Gets how all groups were measured that do not say another, or <see langword="null"/>.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Gets the groups of measurements.</summary>
    public IReadOnlyList<MeasurementGroup> Groups { get; init => field = ValueList<MeasurementGroup>.Of(value); } = [];

    /// <summary>Gets the measurements derived from those of several groups (TID 1420).</summary>
    public IReadOnlyList<Measurement> DerivedMeasurements { get; init => field = ValueList<Measurement>.Of(value); } = [];

    /// <summary>Gets what was seen in all that was examined, not in one group.</summary>
    public IReadOnlyList<QualitativeEvaluation> QualitativeEvaluations { get; init => field = ValueList<QualitativeEvaluation>.Of(value); } = [];

    /// <summary>Returns the counts, such as <c>MeasurementReportMetadata: 2 groups, 7 measurements</c>.</summary>
    public override string ToString()
    {
        int measurements = Groups.Sum(group => group.Measurements.Count) + DerivedMeasurements.Count;
        return $"MeasurementReportMetadata: {Groups.Count} {(Groups.Count == 1 ? "group" : "groups")}, {measurements} {(measurements == 1 ? "measurement" : "measurements")}";
    }
}
