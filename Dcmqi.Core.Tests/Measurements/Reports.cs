using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements;

/// <summary>Reports that say as much as there is to say.</summary>
internal static class Reports
{
    public static readonly CodedConcept Length = new("410668003", "SCT", "Length");
    private static readonly CodedConcept Attenuation = new("112031", "DCM", "Attenuation Coefficient");
    private static readonly CodedConcept Hounsfield = new("[hnsf'U]", "UCUM", "Hounsfield unit");
    private static readonly CodedConcept Mean = new("373098007", "SCT", "Mean");

    public static Measurement Volume(double value) => new()
    {
        Name = new CodedConcept("118565006", "SCT", "Volume"),
        Value = value,
        Unit = Codes.Ucum.CubicMillimeter,
    };

    /// <summary>A measurement with all that TID 1419 has.</summary>
    public static Measurement Full() => new()
    {
        Name = Attenuation,
        Value = -37.3289,
        Unit = Hounsfield,
        Qualifier = new CodedConcept("114009", "DCM", "Value out of range"),
        Derivation = Mean,
        Method = new CodedConcept("126410", "DCM", "SUV body weight calculation method"),
        FindingSites = [new FindingSite { Site = Codes.Sct.Kidney, Laterality = Codes.Sct.Left, TopographicalModifier = new CodedConcept("261183002", "SCT", "Upper") }],
        Modifiers = [new MeasurementModifier(new CodedConcept("A.13", "99TEST", "Preprocessing"), new CodedConcept("A.14", "99TEST", "Top secret filter"))],
        DerivationParameters = [new NumericProperty { Name = new CodedConcept("A.15", "99TEST", "Parameter A"), Value = 9.91, Unit = Codes.Ucum.NoUnits }],
        PopulationDescription = "Elves of the Black Forest",
        NumericProperties = [new NumericProperty { Name = new CodedConcept("373099004", "SCT", "Median Value of population"), Value = 10, Unit = Hounsfield }],
        ReferenceRange = new ReferenceRange { Lower = -50, Upper = 50, Description = "as in healthy elves", Authority = "Journal of Elves" },
        Uncertainty = new MeasurementUncertainty { Lower = 1.5, Upper = 2.5 },
        Normality = new CodedConcept("17621005", "SCT", "Normal"),
        LevelOfSignificance = new CodedConcept("371928007", "SCT", "Not significant"),
        SelectionStatus = new CodedConcept("121410", "DCM", "User chosen value"),
        TrackingIdentifier = "attenuation",
        TrackingUid = "2.25.66",
        Algorithm = new AlgorithmIdentification { Name = "measure", Version = "4.6", Parameters = ["gamma: 2", "delta: 3"] },
        RealWorldValueMapUid = ReportPhantom.MapUid,
    };

    public static MeasurementGroup Volumetric(ReportPhantom phantom, string name = "Lesion 1") => new()
    {
        TrackingIdentifier = name,
        TrackingUid = "2.25.77",
        Finding = new CodedConcept("4147007", "SCT", "Mass"),
        FindingSites = [new FindingSite { Site = Codes.Sct.Liver }],
        ReferencedSegments = [new ImageReference { SopInstanceUid = phantom.SegmentationUid, SopClassUid = "1.2.840.10008.5.1.4.1.1.66.4", SegmentNumbers = [1] }],
        SourceSeriesUid = CtSeries.SeriesUid,
        Measurements = [Volume(1234.5)],
    };

    /// <summary>A group with all that TID 1411 has, with source images.</summary>
    public static MeasurementGroup FullVolumetric(ReportPhantom phantom) => Volumetric(phantom) with
    {
        ActivitySession = "2",
        TimePoint = new TimePointContext
        {
            TimePoint = "after",
            Type = new CodedConcept("126074", "DCM", "Posttreatment"),
            Order = 2,
            SubjectIdentifier = "S-2",
            ProtocolIdentifier = "P-2",
            OffsetFromEvent = new NumericProperty { Name = new CodedConcept("128740", "DCM", "Longitudinal Temporal Offset from Event"), Value = 14, Unit = Codes.Ucum.Day },
            EventType = new CodedConcept("C1442488", "UMLS", "Baseline"),
        },
        FindingCategory = new CodedConcept("49755003", "SCT", "Morphologically Abnormal Structure"),
        FindingSites = [new FindingSite { Site = Codes.Sct.Kidney, Laterality = Codes.Sct.Right }, new FindingSite { Site = Codes.Sct.Liver }],
        Method = new CodedConcept("126410", "DCM", "SUV body weight calculation method"),
        Algorithm = new AlgorithmIdentification { Name = "grow", Version = "1", Parameters = ["seed: 4"] },
        RealWorldValueMapUid = ReportPhantom.MapUid,
        ReferencedSegments = [new ImageReference { SopInstanceUid = phantom.SegmentationUid, SopClassUid = "1.2.840.10008.5.1.4.1.1.66.4", SegmentNumbers = [1, 2] }],
        SourceSeriesUid = null,
        SourceImages = [Image(1), Image(2)],
        Measurements = [Full(), Volume(1e-7 / 3)],
        QualitativeEvaluations = [new QualitativeEvaluation { Name = new CodedConcept("111037", "DCM", "Margins"), Code = new CodedConcept("111344", "DCM", "Circumscribed lesion") }],
    };

    public static MeasurementGroup Surface() => new()
    {
        TrackingIdentifier = "Surface 1",
        TrackingUid = "2.25.80",
        VolumeSurface =
        [
            new SpatialRegion
            {
                GraphicType = GraphicType3D.Ellipsoid,
                FrameOfReferenceUid = "2.25.1002",
                Points = [new Vector3d(-3, 0, 0), new Vector3d(3, 0, 0), new Vector3d(0, -2, 0), new Vector3d(0, 2, 0), new Vector3d(0, 0, -1), new Vector3d(0, 0, 1)],
            },
        ],
        SourceImages = [Image(1)],
        Measurements = [Volume(25.132741228718345)],
    };

    public static MeasurementGroup Planar(string name = "Line 1") => new()
    {
        Kind = MeasurementGroupKind.Planar,
        TrackingIdentifier = name,
        TrackingUid = "2.25.78",
        ImageRegions = [new ImageRegion { GraphicType = GraphicType.Polyline, Points = [new ImagePoint(1.5f, 2), new ImagePoint(4, 2.25f)], Image = Image(1), FiducialUid = "2.25.90" }],
        Measurements = [new Measurement { Name = Length, Value = 5.1, Unit = Codes.Ucum.Millimeter }],
    };

    public static MeasurementGroup PlanarFrame(ReportPhantom phantom) => new()
    {
        Kind = MeasurementGroupKind.Planar,
        TrackingIdentifier = "Frame 1",
        TrackingUid = "2.25.81",
        ReferencedSegments = [new ImageReference { SopInstanceUid = phantom.SegmentationUid, SopClassUid = "1.2.840.10008.5.1.4.1.1.66.4", FrameNumbers = [2] }],
        SourceImages = [Image(2)],
        Measurements = [new Measurement { Name = new CodedConcept("42798000", "SCT", "Area"), Value = 4, Unit = Codes.Ucum.SquareMillimeter }],
    };

    public static MeasurementGroup PlanarInSpace() => new()
    {
        Kind = MeasurementGroupKind.Planar,
        TrackingIdentifier = "Triangle 1",
        TrackingUid = "2.25.82",
        SpatialRegions =
        [
            new SpatialRegion
            {
                GraphicType = GraphicType3D.Polygon,
                FrameOfReferenceUid = "2.25.1002",
                Points = [new Vector3d(-8, -16, 30), new Vector3d(-4, -16, 30), new Vector3d(-4, -12, 30), new Vector3d(-8, -16, 30)],
            },
        ],
        Measurements = [new Measurement { Name = new CodedConcept("42798000", "SCT", "Area"), Value = 8, Unit = Codes.Ucum.SquareMillimeter }],
    };

    public static MeasurementGroup OfImages(string name = "Image 1") => new()
    {
        Kind = MeasurementGroupKind.Image,
        TrackingIdentifier = name,
        TrackingUid = "2.25.79",
        SourceImages = [Image(0), Image(2)],
        Measurements = [new Measurement { Name = Attenuation, Derivation = Mean, Value = 12.25, Unit = Hounsfield }],
        QualitativeEvaluations =
        [
            new QualitativeEvaluation { Name = new CodedConcept("111039", "DCM", "Image Quality"), Text = "good\\very" },
            new QualitativeEvaluation { Name = new CodedConcept("123", "99TEST", "Noise"), Code = new CodedConcept("124", "99TEST", "Low") },
        ],
    };

    public static ImageReference Image(int z) => new() { SopInstanceUid = $"2.25.2000{z}", SopClassUid = "1.2.840.10008.5.1.4.1.1.2" };

    public static MeasurementReportMetadata Of(params MeasurementGroup[] groups) => new()
    {
        SeriesDescription = "Measurements of phantoms",
        SeriesNumber = "7",
        InstanceNumber = "3",
        Observers = [new PersonObserver { Name = "Reader^One" }],
        ProceduresReported = [new CodedConcept("25045-6", "LN", "CT unspecified body region")],
        Groups = groups,
    };

    /// <summary>A document with all that stands outside groups.</summary>
    public static MeasurementReportMetadata Full(params MeasurementGroup[] groups) => Of(groups) with
    {
        Title = new CodedConcept("126001", "DCM", "Oncology Measurement Report"),
        Language = new CodedConcept("deu", "RFC5646", "German"),
        CountryOfLanguage = new CodedConcept("AT", "ISO3166_1", "AUSTRIA"),
        Observers =
        [
            new PersonObserver
            {
                Name = "Müller^Jörg",
                Organization = "Hospital",
                RoleInOrganization = new CodedConcept("309343006", "SCT", "Physician"),
                RoleInProcedure = new CodedConcept("121094", "DCM", "Performing"),
                Identifier = "id 7",
            },
            new DeviceObserver { Uid = "1.2.3.4", Name = "Generator", Manufacturer = "Friends", ModelName = "One", SerialNumber = "7", PhysicalLocation = "Basement" },
            new PersonObserver { Name = "Reader^Two" },
        ],
        CompletionFlag = CompletionFlag.Complete,
        CompletionFlagDescription = "all done",
        VerificationFlag = VerificationFlag.Verified,
        VerifyingObservers = [new VerifyingObserver { Name = "Doe^Jane", Organization = "Hospital", DateTime = new DateTimeOffset(2026, 11, 22, 10, 0, 5, TimeSpan.FromHours(-5.5)), Identification = new CodedConcept("1", "99TEST", "Jane") }],
        PredecessorDocuments = [new DocumentReference { StudyInstanceUid = "2.25.1000", SeriesInstanceUid = "2.25.5", SopClassUid = "1.2.840.10008.5.1.4.1.1.88.22", SopInstanceUid = "2.25.6" }],
        QualitativeEvaluations = [new QualitativeEvaluation { Name = new CodedConcept("C2986409", "NCIt", "Overall response"), Text = "stable" }],
    };
}
