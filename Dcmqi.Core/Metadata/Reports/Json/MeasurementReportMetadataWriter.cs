using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes report metadata with dcmqi's keys, and ours for what dcmqi lacks.</summary>
internal static class MeasurementReportMetadataWriter
{
    private static readonly MeasurementReportMetadata Unchanged = new();

    public static byte[] Write(MeasurementReportMetadata metadata) => MetadataJson.Write(json => WriteMembers(json, metadata));

    private static void WriteMembers(Utf8JsonWriter json, MeasurementReportMetadata metadata)
    {
        json.WriteText("@schema", metadata.SchemaReference);
        json.WriteText("SeriesDescription", metadata.SeriesDescription);
        json.WriteText("SeriesNumber", metadata.SeriesNumber);
        json.WriteText("InstanceNumber", metadata.InstanceNumber);
        json.WriteTexts("compositeContext", metadata.CompositeContext);
        json.WriteTexts("imageLibrary", metadata.ImageLibrary);
        WriteCodeUnless(json, "documentTitle", metadata.Title, Unchanged.Title);
        WriteCodeUnless(json, "language", metadata.Language, Unchanged.Language);
        json.WriteCodeIfGiven("countryOfLanguage", metadata.CountryOfLanguage);
        ReportContextWriter.WriteObservers(json, metadata.Observers);
        if (!metadata.ProceduresReported.SequenceEqual(Unchanged.ProceduresReported))
            json.WriteCodes("procedureReported", metadata.ProceduresReported);
        json.WriteText("VerificationFlag", ReportTerms.Of(metadata.VerificationFlag));
        json.WriteList("verifyingObservers", metadata.VerifyingObservers, ReportContextWriter.WriteVerifyingObserver);
        json.WriteText("CompletionFlag", ReportTerms.Of(metadata.CompletionFlag));
        json.WriteText("CompletionFlagDescription", metadata.CompletionFlagDescription);
        json.WriteList("predecessorDocuments", metadata.PredecessorDocuments, ReportContextWriter.WriteDocument);
        json.WriteText("activitySession", metadata.ActivitySession);
        ReportContextWriter.WriteTimePoint(json, metadata.TimePoint);
        json.WriteCodeIfGiven("measurementMethod", metadata.Method);
        json.WriteList("Measurements", metadata.Groups, MeasurementGroupWriter.Write);
        json.WriteList("derivedMeasurements", metadata.DerivedMeasurements, MeasurementItemWriter.Write);
        json.WriteList("qualitativeEvaluations", metadata.QualitativeEvaluations, MeasurementItemWriter.WriteEvaluation);
    }

    // What is so unless given is not written, as in dcmqi's documents; a null made in code is, and is refused when it is read.
    private static void WriteCodeUnless(Utf8JsonWriter json, string key, CodedConcept? code, CodedConcept unlessGiven)
    {
        if (code != unlessGiven || code.Meaning != unlessGiven.Meaning)
            json.WriteCode(key, code);
    }
}
