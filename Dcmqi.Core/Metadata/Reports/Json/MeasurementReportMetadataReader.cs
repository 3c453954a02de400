namespace Dcmqi.Metadata;

/// <summary>Reads dcmqi's measurement report document, with the keys that are ours.</summary>
/// <remarks>
/// dcmqi's tid1500writer checks no schema and its tid1500reader writes keys that the schema lacks (activitySession, timePoint and
/// measurementMethod of a group, empty lists, null for no observer); all of them are taken.
/// </remarks>
internal static class MeasurementReportMetadataReader
{
    public const string SchemaName = "measurement-report.json";

    public static MeasurementReportMetadata Read(MetadataNode node, MetadataFaults faults)
    {
        var root = new MetadataObject(node, faults, "an object with Measurements");
        var metadata = new MeasurementReportMetadata
        {
            SchemaReference = root.Text("@schema", TextRule.Any),
            SeriesDescription = root.Text("SeriesDescription", TextRule.LongString),
            SeriesNumber = root.Text("SeriesNumber", TextRule.IntegerString),
            InstanceNumber = root.Text("InstanceNumber", TextRule.IntegerString),
            CompositeContext = root.AnyTexts("compositeContext", TextRule.Any),
            ImageLibrary = root.AnyTexts("imageLibrary", TextRule.Any),
            Observers = ReportContextReader.Observers(root, faults),
            VerificationFlag = Flag(root, "VerificationFlag", VerificationFlag.Unverified),
            CompletionFlag = Flag(root, "CompletionFlag", CompletionFlag.Partial),
            CompletionFlagDescription = root.Text("CompletionFlagDescription", TextRule.LongString),
            VerifyingObservers = ReportContextReader.VerifyingObservers(root, faults),
            PredecessorDocuments = ReportContextReader.PredecessorDocuments(root, faults),
            ActivitySession = root.Text("activitySession", TextRule.UnlimitedText),
            TimePoint = ReportContextReader.TimePoint(root, faults),
            Method = root.Code("measurementMethod"),
            CountryOfLanguage = root.Code("countryOfLanguage"),
            Groups = Groups(root, faults),
            DerivedMeasurements = MeasurementItemReader.Measurements(root, "derivedMeasurements", faults),
            QualitativeEvaluations = MeasurementItemReader.Evaluations(root, faults),
        };
        CodedConcept? title = root.Code("documentTitle"), language = root.Code("language");
        List<CodedConcept> procedures = root.Codes("procedureReported");
        root.Close();
        return metadata with
        {
            Title = title ?? metadata.Title,
            Language = language ?? metadata.Language,
            ProceduresReported = procedures.Count > 0 ? procedures : metadata.ProceduresReported,
        };
    }

    private static List<MeasurementGroup> Groups(MetadataObject root, MetadataFaults faults)
    {
        var groups = new List<MeasurementGroup>();
        foreach (MetadataNode item in root.AnyItems("Measurements", "a list of measurement groups"))
            groups.Add(MeasurementGroupReader.Read(item, faults));
        return groups;
    }

    private static T Flag<T>(MetadataObject root, string key, T unlessGiven)
        where T : struct, Enum => ReportTerms.Choice<T>(root, key, required: false) ?? unlessGiven;
}
