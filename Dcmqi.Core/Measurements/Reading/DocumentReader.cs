using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Measurements;

/// <summary>Reads what the modules of a document say apart from its content: series, flags, verification, predecessors (PS3.3 C.17.1, C.17.2).</summary>
internal static class DocumentReader
{
    private static readonly string[] DateTimeFormats =
        ["yyyyMMddHHmmss.FFFFFFzzz", "yyyyMMddHHmmsszzz", "yyyyMMddHHmmzzz", "yyyyMMddHHmmss.FFFFFF", "yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMddHH", "yyyyMMdd"];

    public static MeasurementReportMetadata Read(DataSet dataSet) => new()
    {
        SeriesDescription = dataSet.GetText(Tags.SeriesDescription),
        SeriesNumber = dataSet.GetString(Tags.SeriesNumber),
        InstanceNumber = dataSet.GetString(Tags.InstanceNumber),
        CompletionFlag = dataSet.GetString(Tags.CompletionFlag) == "COMPLETE" ? CompletionFlag.Complete : CompletionFlag.Partial,
        CompletionFlagDescription = dataSet.GetText(Tags.CompletionFlagDescription),
        VerificationFlag = dataSet.GetString(Tags.VerificationFlag) == "VERIFIED" ? VerificationFlag.Verified : VerificationFlag.Unverified,
        VerifyingObservers = [.. dataSet.GetItems(Tags.VerifyingObserverSequence).Select(ReadObserver)],
        PredecessorDocuments = [.. Documents(dataSet.GetItems(Tags.PredecessorDocumentsSequence))],
    };

    private static VerifyingObserver ReadObserver(DataSet item) => new()
    {
        Name = item.GetText(Tags.VerifyingObserverName) ?? "",
        Organization = item.GetText(Tags.VerifyingOrganization) ?? "",
        DateTime = ReadDateTime(item.GetString(Tags.VerificationDateTime)),
        Identification = item.GetItem(Tags.VerifyingObserverIdentificationCodeSequence) is { } code ? CodeItem.Read(code) : null,
    };

    private static DateTimeOffset? ReadDateTime(string? text) =>
        DateTimeOffset.TryParseExact(WithColon(text), DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    // PS3.5 6.2, DT: the offset is &ZZXX; .NET wants a colon in it.
    private static string? WithColon(string? text) =>
        text is not null && text.Length > 5 && text[^5] is '+' or '-' ? $"{text[..^2]}:{text[^2..]}" : text;

    private static IEnumerable<DocumentReference> Documents(IReadOnlyList<DataSet> studies) =>
        from study in studies
        from series in study.GetItems(Tags.ReferencedSeriesSequence)
        from instance in series.GetItems(Tags.ReferencedSOPSequence)
        select new DocumentReference
        {
            StudyInstanceUid = study.GetString(Tags.StudyInstanceUID) ?? "",
            SeriesInstanceUid = series.GetString(Tags.SeriesInstanceUID) ?? "",
            SopClassUid = instance.GetString(Tags.ReferencedSOPClassUID) ?? "",
            SopInstanceUid = instance.GetString(Tags.ReferencedSOPInstanceUID) ?? "",
        };
}
