using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The keys of who verified, of the time point and of the documents before this one.</summary>
internal static class ContextKeys
{
    private static readonly JsonRule<DicomDateTime?> Moment = new MappedRule<string, DicomDateTime?>(
        Rules.Text(TextRule.Moment), text => MomentText.Parse(text), moment => moment!.Value.ToString());

    private static readonly JsonRule<string> GivenUid = Rules.GivenText(TextRule.UniqueIdentifier);

    private static readonly JsonRule<string> Name = Rules.Text(TextRule.UnlimitedText);

    private static readonly CodedConcept DefaultOffset = Codes.Dcm.LongitudinalTemporalOffsetFromEvent;

    private static readonly JsonShape<NumericProperty> Offset =
        new JsonShape<NumericProperty>("temporalOffset", "an object with value and units", () => new NumericProperty { Name = DefaultOffset })
            .Optional("quantity", Rules.Code, it => it.Name, (it, value) => it with { Name = value }, name => name == DefaultOffset)
            .Add(MeasurementKeys.Number("value", "units"));

    /// <summary>The time point as a text, as in dcmqi's documents, or as an object with more.</summary>
    public static JsonRule<TimePointContext> TimePoint { get; } = new EitherRule<TimePointContext>(
        new MappedRule<string, TimePointContext>(Name, text => new TimePointContext { TimePoint = text }, context => context.TimePoint),
        new JsonShape<TimePointContext>("timePoint", "a time point", () => new TimePointContext { TimePoint = null! })
            .Required("timePoint", Rules.GivenText(TextRule.UnlimitedText), it => it.TimePoint, (it, value) => it with { TimePoint = value })
            .Optional("timePointType", Rules.Code, it => it.Type, (it, value) => it with { Type = value })
            .Optional("timePointOrder", Rules.Decimal, it => it.Order, (it, value) => it with { Order = value })
            .Optional("subjectTimePointIdentifier", Name, it => it.SubjectIdentifier, (it, value) => it with { SubjectIdentifier = value })
            .Optional("protocolTimePointIdentifier", Name, it => it.ProtocolIdentifier, (it, value) => it with { ProtocolIdentifier = value })
            .Optional("temporalOffsetFromEvent", Offset, it => it.OffsetFromEvent, (it, value) => it with { OffsetFromEvent = value })
            .Optional("temporalEventType", Rules.Code, it => it.EventType, (it, value) => it with { EventType = value }),
        context => context.TimePoint is not null && context == new TimePointContext { TimePoint = context.TimePoint });

    public static JsonRule<IReadOnlyList<VerifyingObserver>> VerifyingObservers { get; } = Rules.List(
        new JsonShape<VerifyingObserver>("verifyingObserver", "a person who verified the report: an object with VerifyingObserverName", () => new VerifyingObserver { Name = null!, Organization = null! })
            .Required("VerifyingObserverName", Rules.GivenText(TextRule.PersonName), it => it.Name, (it, value) => it with { Name = value })
            .Required("VerifyingOrganization", Rules.GivenText(TextRule.LongString), it => it.Organization, (it, value) => it with { Organization = value })
            .Optional("VerificationDateTime", Moment, it => it.DateTime, (it, value) => it with { DateTime = value })
            .Optional("VerifyingObserverIdentificationCode", Rules.Code, it => it.Identification, (it, value) => it with { Identification = value }),
        "a list of persons who verified the report");

    public static JsonRule<IReadOnlyList<DocumentReference>> PredecessorDocuments { get; } = Rules.List(
        new JsonShape<DocumentReference>("document", "a reference to a document: an object with ReferencedSOPInstanceUID", () => new DocumentReference { StudyInstanceUid = null!, SeriesInstanceUid = null!, SopClassUid = null!, SopInstanceUid = null! })
            .Required("StudyInstanceUID", GivenUid, it => it.StudyInstanceUid, (it, value) => it with { StudyInstanceUid = value })
            .Required("SeriesInstanceUID", GivenUid, it => it.SeriesInstanceUid, (it, value) => it with { SeriesInstanceUid = value })
            .Required("ReferencedSOPClassUID", GivenUid, it => it.SopClassUid, (it, value) => it with { SopClassUid = value })
            .Required("ReferencedSOPInstanceUID", GivenUid, it => it.SopInstanceUid, (it, value) => it with { SopInstanceUid = value }),
        "a list of references to documents");
}
