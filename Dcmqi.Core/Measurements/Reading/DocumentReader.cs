using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Measurements;

/// <summary>Reads what the modules of a document say apart from its content: series, flags, verification, predecessors (PS3.3 C.17.1, C.17.2).</summary>
internal static class DocumentReader
{
    private static readonly string[] DateTimeFormats =
        ["yyyyMMddHHmmss.FFFFFF", "yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMddHH", "yyyyMMdd"];

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

    // PS3.5 6.2, DT: the offset &ZZXX need not be there; then it is not known, and none is made up.
    private static DicomDateTime? ReadDateTime(string? text)
    {
        if (text is null)
            return null;
        bool hasOffset = text.Length > 5 && text[^5] is '+' or '-';
        string time = hasOffset ? text[..^5] : text;
        TimeSpan? offset = null;
        if (hasOffset && TimeSpan.TryParseExact(text[^4..], "hhmm", CultureInfo.InvariantCulture, out TimeSpan magnitude))
            offset = text[^5] == '-' ? -magnitude : magnitude;
        return hasOffset == offset.HasValue && DateTime.TryParseExact(time, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime value)
            ? new DicomDateTime(value, offset) : null;
    }

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
