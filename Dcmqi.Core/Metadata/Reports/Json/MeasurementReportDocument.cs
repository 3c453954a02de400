using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>dcmqi's measurement report document, with the keys that are ours, in the order in which they are written.</summary>
/// <remarks>
/// dcmqi's tid1500writer checks no schema and its tid1500reader writes keys that the schema lacks (activitySession, timePoint and
/// measurementMethod of a group, empty lists, null for no observer); all of them are taken.
/// </remarks>
internal static class MeasurementReportDocument
{
    private static readonly MeasurementReportMetadata Unchanged = new();

    public static JsonFormat<MeasurementReportMetadata> Format { get; } = new(
        new JsonShape<MeasurementReportMetadata>("measurementReport", "an object with Measurements", () => new MeasurementReportMetadata())
            .Optional("@schema", Rules.Text(TextRule.Any), it => it.SchemaReference, (it, value) => it with { SchemaReference = value })
            .Optional("SeriesDescription", Rules.Text(TextRule.LongString), it => it.SeriesDescription, (it, value) => it with { SeriesDescription = value })
            .Optional("SeriesNumber", Rules.Text(TextRule.IntegerString), it => it.SeriesNumber, (it, value) => it with { SeriesNumber = value })
            .Optional("InstanceNumber", Rules.Text(TextRule.IntegerString), it => it.InstanceNumber, (it, value) => it with { InstanceNumber = value })
            .Optional("compositeContext", Rules.Texts(TextRule.Any, minimum: 0), it => it.CompositeContext, (it, value) => it with { CompositeContext = value })
            .Optional("imageLibrary", Rules.Texts(TextRule.Any, minimum: 0), it => it.ImageLibrary, (it, value) => it with { ImageLibrary = value })
            .Optional("documentTitle", Rules.Code, it => it.Title, (it, value) => it with { Title = value }, title => IsSame(title, Unchanged.Title))
            .Optional("language", Rules.Code, it => it.Language, (it, value) => it with { Language = value }, language => IsSame(language, Unchanged.Language))
            .Optional("countryOfLanguage", Rules.Code, it => it.CountryOfLanguage, (it, value) => it with { CountryOfLanguage = value })
            .Optional("observerContext", ObserverRule.OneOrMore, it => it.Observers, (it, value) => it with { Observers = value })
            .Optional("procedureReported", Rules.Codes, it => it.ProceduresReported, (it, value) => it with { ProceduresReported = value })
            .Optional("VerificationFlag", new WordRule<VerificationFlag>(), it => it.VerificationFlag, (it, value) => it with { VerificationFlag = value!.Value })
            .Optional("verifyingObservers", ContextKeys.VerifyingObservers, it => it.VerifyingObservers, (it, value) => it with { VerifyingObservers = value })
            .Optional("CompletionFlag", new WordRule<CompletionFlag>(), it => it.CompletionFlag, (it, value) => it with { CompletionFlag = value!.Value })
            .Optional("CompletionFlagDescription", Rules.Text(TextRule.LongString), it => it.CompletionFlagDescription, (it, value) => it with { CompletionFlagDescription = value })
            .Optional("predecessorDocuments", ContextKeys.PredecessorDocuments, it => it.PredecessorDocuments, (it, value) => it with { PredecessorDocuments = value })
            .Optional("activitySession", Rules.Text(TextRule.UnlimitedText), it => it.ActivitySession, (it, value) => it with { ActivitySession = value })
            .Optional("timePoint", ContextKeys.TimePoint, it => it.TimePoint, (it, value) => it with { TimePoint = value })
            .Optional("measurementMethod", Rules.Code, it => it.Method, (it, value) => it with { Method = value })
            .Optional("Measurements", GroupKeys.List, it => it.Groups, (it, value) => it with { Groups = value })
            .Optional("derivedMeasurements", MeasurementKeys.List, it => it.DerivedMeasurements, (it, value) => it with { DerivedMeasurements = value })
            .Optional("qualitativeEvaluations", MeasurementKeys.Evaluations, it => it.QualitativeEvaluations, (it, value) => it with { QualitativeEvaluations = value }),
        (it, warnings) => it with { Warnings = warnings });

    private static bool IsSame(CodedConcept? code, CodedConcept other) => code == other && code.Meaning == other.Meaning;
}
