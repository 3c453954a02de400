using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes who observed and verified, the time point and the documents before this one.</summary>
internal static class ReportContextWriter
{
    /// <summary>One observer as an object, several as a list.</summary>
    public static void WriteObservers(Utf8JsonWriter json, IReadOnlyList<ReportObserver> observers)
    {
        if (observers.Count == 0)
            return;
        json.WritePropertyName("observerContext");
        if (observers is [{ } single])
        {
            WriteObserver(json, single);
            return;
        }

        json.WriteStartArray();
        foreach (ReportObserver observer in observers)
            WriteObserver(json, observer);
        json.WriteEndArray();
    }

    public static void WriteVerifyingObserver(Utf8JsonWriter json, VerifyingObserver observer)
    {
        json.WriteText("VerifyingObserverName", observer.Name);
        json.WriteText("VerifyingOrganization", observer.Organization);
        json.WriteText("VerificationDateTime", observer.DateTime is { } moment ? MomentText.Format(moment) : null);
        json.WriteCodeIfGiven("VerifyingObserverIdentificationCode", observer.Identification);
    }

    public static void WriteDocument(Utf8JsonWriter json, DocumentReference document)
    {
        json.WriteText("StudyInstanceUID", document.StudyInstanceUid);
        json.WriteText("SeriesInstanceUID", document.SeriesInstanceUid);
        json.WriteText("ReferencedSOPClassUID", document.SopClassUid);
        json.WriteText("ReferencedSOPInstanceUID", document.SopInstanceUid);
    }

    /// <summary>A text where that says all, as in dcmqi's documents.</summary>
    public static void WriteTimePoint(Utf8JsonWriter json, TimePointContext? context)
    {
        if (context is null)
            return;
        if (context == new TimePointContext { TimePoint = context.TimePoint })
        {
            json.WriteText("timePoint", context.TimePoint);
            return;
        }

        json.WriteStartObject("timePoint");
        json.WriteText("timePoint", context.TimePoint);
        json.WriteCodeIfGiven("timePointType", context.Type);
        json.WriteNumberText("timePointOrder", context.Order);
        json.WriteText("subjectTimePointIdentifier", context.SubjectIdentifier);
        json.WriteText("protocolTimePointIdentifier", context.ProtocolIdentifier);
        if (context.OffsetFromEvent is { } offset)
        {
            json.WriteStartObject("temporalOffsetFromEvent");
            if (offset.Name != Codes.Dcm.LongitudinalTemporalOffsetFromEvent)
                json.WriteCode("quantity", offset.Name);
            MeasurementItemWriter.WriteNumber(json, "value", "units", offset.Value, offset.Unit, offset.Qualifier);
            json.WriteEndObject();
        }

        json.WriteCodeIfGiven("temporalEventType", context.EventType);
        json.WriteEndObject();
    }

    private static void WriteObserver(Utf8JsonWriter json, ReportObserver? observer)
    {
        if (observer is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        if (observer is PersonObserver person)
        {
            json.WriteText("ObserverType", "PERSON");
            json.WriteText("PersonObserverName", person.Name);
            json.WriteText("PersonObserverOrganizationName", person.Organization);
            json.WriteCodeIfGiven("PersonObserverRoleInOrganization", person.RoleInOrganization);
            json.WriteCodeIfGiven("PersonObserverRoleInProcedure", person.RoleInProcedure);
            json.WriteText("PersonObserverIdentifier", person.Identifier);
        }
        else if (observer is DeviceObserver device)
        {
            json.WriteText("ObserverType", "DEVICE");
            json.WriteText("DeviceObserverUID", device.Uid);
            json.WriteText("DeviceObserverName", device.Name);
            json.WriteText("DeviceObserverManufacturer", device.Manufacturer);
            json.WriteText("DeviceObserverModelName", device.ModelName);
            json.WriteText("DeviceObserverSerialNumber", device.SerialNumber);
            json.WriteText("DeviceObserverPhysicalLocation", device.PhysicalLocation);
            json.WriteCodeIfGiven("DeviceObserverRoleInProcedure", device.RoleInProcedure);
        }

        json.WriteEndObject();
    }
}
