namespace Dcmqi.Measurements;

/// <summary>The names of the content items of TID 1500 and the templates that it includes (PS3.16).</summary>
internal static class ReportCodes
{
    // TID 1204, 1500.
    public static readonly CodedConcept Language = Dcm("121049", "Language of Content Item and Descendants");
    public static readonly CodedConcept CountryOfLanguage = Dcm("121046", "Country of Language");
    public static readonly CodedConcept ProcedureReported = Dcm("121058", "Procedure reported");
    public static readonly CodedConcept ImagingMeasurements = Dcm("126010", "Imaging Measurements");
    public static readonly CodedConcept DerivedImagingMeasurements = Dcm("126011", "Derived Imaging Measurements");
    public static readonly CodedConcept QualitativeEvaluations = new("C0034375", "UMLS", "Qualitative Evaluations");
    public static readonly CodedConcept ImagingProcedure = Sct("363679005", "Imaging procedure");

    // TID 1002, 1003, 1004.
    public static readonly CodedConcept ObserverType = Dcm("121005", "Observer Type");
    public static readonly CodedConcept Person = Dcm("121006", "Person");
    public static readonly CodedConcept Device = Dcm("121007", "Device");
    public static readonly CodedConcept PersonObserverName = Dcm("121008", "Person Observer Name");
    public static readonly CodedConcept PersonObserverOrganization = Dcm("121009", "Person Observer's Organization Name");
    public static readonly CodedConcept PersonObserverRoleInOrganization = Dcm("121010", "Person Observer's Role in the Organization");
    public static readonly CodedConcept PersonObserverRoleInProcedure = Dcm("121011", "Person Observer's Role in this Procedure");
    public static readonly CodedConcept PersonObserverIdentifier = Dcm("128775", "Identifier within Person Observer's Role");
    public static readonly CodedConcept DeviceObserverUid = Dcm("121012", "Device Observer UID");
    public static readonly CodedConcept DeviceObserverName = Dcm("121013", "Device Observer Name");
    public static readonly CodedConcept DeviceObserverManufacturer = Dcm("121014", "Device Observer Manufacturer");
    public static readonly CodedConcept DeviceObserverModelName = Dcm("121015", "Device Observer Model Name");
    public static readonly CodedConcept DeviceObserverSerialNumber = Dcm("121016", "Device Observer Serial Number");
    public static readonly CodedConcept DeviceObserverPhysicalLocation = Dcm("121017", "Device Observer Physical Location During Observation");
    public static readonly CodedConcept DeviceRoleInProcedure = Dcm("113876", "Device Role in Procedure");

    // TID 1600.
    public static readonly CodedConcept ImageLibrary = Dcm("111028", "Image Library");
    public static readonly CodedConcept ImageLibraryGroup = Dcm("126200", "Image Library Group");

    // TID 1410, 1411, 1501, 1502.
    public static readonly CodedConcept MeasurementGroup = Dcm("125007", "Measurement Group");
    public static readonly CodedConcept ActivitySession = new("C67447", "NCIt", "Activity Session");
    public static readonly CodedConcept TrackingIdentifier = Dcm("112039", "Tracking Identifier");
    public static readonly CodedConcept TrackingUniqueIdentifier = Dcm("112040", "Tracking Unique Identifier");
    public static readonly CodedConcept TimePoint = new("C2348792", "UMLS", "Time Point");
    public static readonly CodedConcept SubjectTimePointIdentifier = Dcm("126070", "Subject Time Point Identifier");
    public static readonly CodedConcept ProtocolTimePointIdentifier = Dcm("126071", "Protocol Time Point Identifier");
    public static readonly CodedConcept TimePointType = Dcm("126072", "Time Point Type");
    public static readonly CodedConcept TimePointOrder = Dcm("126073", "Time Point Order");
    public static readonly CodedConcept LongitudinalTemporalOffset = Dcm("128740", "Longitudinal Temporal Offset from Event");
    public static readonly CodedConcept LongitudinalTemporalEventType = Dcm("128741", "Longitudinal Temporal Event Type");
    public static readonly CodedConcept FindingCategory = Sct("276214006", "Finding category");
    public static readonly CodedConcept Finding = Dcm("121071", "Finding");
    public static readonly CodedConcept FindingSite = Sct("363698007", "Finding Site");
    public static readonly CodedConcept Laterality = Sct("272741003", "Laterality");
    public static readonly CodedConcept TopographicalModifier = Sct("106233006", "Topographical modifier");
    public static readonly CodedConcept MeasurementMethod = Sct("370129005", "Measurement Method");
    public static readonly CodedConcept RealWorldValueMap = Dcm("126100", "Real World Value Map used for measurement");
    public static readonly CodedConcept ReferencedSegment = Dcm("121191", "Referenced Segment");
    public static readonly CodedConcept ReferencedSegmentationFrame = Dcm("121214", "Referenced Segmentation Frame");
    public static readonly CodedConcept ImageRegion = Dcm("111030", "Image Region");
    public static readonly CodedConcept VolumeSurface = Dcm("121231", "Volume Surface");
    public static readonly CodedConcept SourceImageForSegmentation = Dcm("121233", "Source image for segmentation");
    public static readonly CodedConcept SourceSeriesForSegmentation = Dcm("121232", "Source series for segmentation");
    /// <summary>What highdicom named the source images of TID 1501 until June 2026, in place of <see cref="SourceOfMeasurement"/>.</summary>
    public static readonly CodedConcept Source = new("260753009", "SCT", "Source");

    public static readonly CodedConcept SourceOfMeasurement = Dcm("121112", "Source of Measurement");

    // TID 300, 310, 311, 312, 1419, 4019.
    public static readonly CodedConcept Derivation = Dcm("121401", "Derivation");
    public static readonly CodedConcept Normality = Dcm("121402", "Normality");
    public static readonly CodedConcept LevelOfSignificance = Dcm("121403", "Level of Significance");
    public static readonly CodedConcept SelectionStatus = Dcm("121404", "Selection Status");
    public static readonly CodedConcept PopulationDescription = Dcm("121405", "Population description");
    public static readonly CodedConcept NormalRangeDescription = Dcm("121407", "Normal Range description");
    public static readonly CodedConcept NormalRangeAuthority = Dcm("121408", "Normal Range Authority");
    public static readonly CodedConcept NormalRangeLowerLimit = Sct("385524004", "Normal Range Lower Limit");
    public static readonly CodedConcept NormalRangeUpperLimit = Sct("371933006", "Normal Range Upper Limit");
    public static readonly CodedConcept LowerUncertainty = Sct("371885007", "-, range of lower measurement uncertainty");
    public static readonly CodedConcept UpperUncertainty = Sct("371886008", "+, range of upper measurement uncertainty");
    public static readonly CodedConcept AlgorithmName = Dcm("111001", "Algorithm Name");
    public static readonly CodedConcept AlgorithmVersion = Dcm("111003", "Algorithm Version");
    public static readonly CodedConcept AlgorithmParameters = Dcm("111002", "Algorithm Parameters");

    // DICOM has no place for the unit of a number that is missing (PS3.3 C.18.1); the templates are extensible, so a modifier of this name keeps it.
    public static readonly CodedConcept Units = Sct("246514001", "Units");

    private static CodedConcept Dcm(string value, string meaning) => new(value, "DCM", meaning);

    private static CodedConcept Sct(string value, string meaning) => new(value, "SCT", meaning);
}
