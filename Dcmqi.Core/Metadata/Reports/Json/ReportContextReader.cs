using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Reads who observed and verified, the time point and the documents before this one.</summary>
internal static class ReportContextReader
{
    private const string Person = "PERSON", Device = "DEVICE";

    private static readonly string[] PersonKeys =
        ["PersonObserverName", "PersonObserverOrganizationName", "PersonObserverRoleInOrganization", "PersonObserverRoleInProcedure", "PersonObserverIdentifier"];

    private static readonly string[] DeviceKeys =
    [
        "DeviceObserverUID", "DeviceObserverName", "DeviceObserverManufacturer", "DeviceObserverModelName", "DeviceObserverSerialNumber",
        "DeviceObserverPhysicalLocation", "DeviceObserverRoleInProcedure",
    ];

    /// <summary>One observer or a list of them.</summary>
    public static List<ReportObserver> Observers(MetadataObject root, MetadataFaults faults)
    {
        var observers = new List<ReportObserver>();
        if (root.Any("observerContext") is not { } node)
            return observers;
        foreach (MetadataNode item in node.Kind == JsonValueKind.Array ? node.Children : [node])
        {
            if (Observer(item, faults) is { } observer)
                observers.Add(observer);
        }

        return observers;
    }

    /// <summary>The time point as a text, or as an object with more.</summary>
    public static TimePointContext? TimePoint(MetadataObject from, MetadataFaults faults)
    {
        if (from.Any("timePoint") is not { } node)
            return null;
        if (node.Kind != JsonValueKind.Object)
            return from.Text("timePoint", TextRule.UnlimitedText) is { } text ? new TimePointContext { TimePoint = text } : null;
        var item = new MetadataObject(node, faults, "a time point");
        string? name = item.Text("timePoint", TextRule.UnlimitedText, required: true);
        CodedConcept? type = item.Code("timePointType");
        string? order = item.Text("timePointOrder", TextRule.DecimalString);
        string? subject = item.Text("subjectTimePointIdentifier", TextRule.UnlimitedText);
        string? protocol = item.Text("protocolTimePointIdentifier", TextRule.UnlimitedText);
        NumericProperty? offset = Offset(item, faults);
        CodedConcept? eventType = item.Code("temporalEventType");
        item.Close();
        return name is null ? null : new TimePointContext
        {
            TimePoint = name,
            Type = type,
            Order = order is null ? null : DecimalText.Parse(order),
            SubjectIdentifier = subject,
            ProtocolIdentifier = protocol,
            OffsetFromEvent = offset,
            EventType = eventType,
        };
    }

    public static List<VerifyingObserver> VerifyingObservers(MetadataObject root, MetadataFaults faults)
    {
        var observers = new List<VerifyingObserver>();
        foreach (MetadataNode node in root.AnyItems("verifyingObservers", "a list of persons who verified the report"))
        {
            var item = new MetadataObject(node, faults, "a person who verified the report: an object with VerifyingObserverName");
            string? name = item.Text("VerifyingObserverName", TextRule.PersonName, required: true);
            string? organization = item.Text("VerifyingOrganization", TextRule.LongString, required: true);
            string? moment = item.Text("VerificationDateTime", TextRule.Moment);
            CodedConcept? code = item.Code("VerifyingObserverIdentificationCode");
            item.Close();
            if (name is not null && organization is not null)
                observers.Add(new VerifyingObserver { Name = name, Organization = organization, DateTime = moment is null ? null : MomentText.Parse(moment), Identification = code });
        }

        return observers;
    }

    public static List<DocumentReference> PredecessorDocuments(MetadataObject root, MetadataFaults faults)
    {
        var documents = new List<DocumentReference>();
        foreach (MetadataNode node in root.AnyItems("predecessorDocuments", "a list of references to documents"))
        {
            var item = new MetadataObject(node, faults, "a reference to a document: an object with ReferencedSOPInstanceUID");
            string? study = item.Text("StudyInstanceUID", TextRule.UniqueIdentifier, required: true);
            string? series = item.Text("SeriesInstanceUID", TextRule.UniqueIdentifier, required: true);
            string? sopClass = item.Text("ReferencedSOPClassUID", TextRule.UniqueIdentifier, required: true);
            string? instance = item.Text("ReferencedSOPInstanceUID", TextRule.UniqueIdentifier, required: true);
            item.Close();
            if (study is not null && series is not null && sopClass is not null && instance is not null)
                documents.Add(new DocumentReference { StudyInstanceUid = study, SeriesInstanceUid = series, SopClassUid = sopClass, SopInstanceUid = instance });
        }

        return documents;
    }

    private static ReportObserver? Observer(MetadataNode node, MetadataFaults faults)
    {
        var item = new MetadataObject(node, faults, "an observer: an object with ObserverType");
        string? type = item.Choice("ObserverType", required: true, Person, Device);
        int faultsBefore = item.FaultCount;
        string? name = item.Text("PersonObserverName", TextRule.PersonName);
        if (type == Person && string.IsNullOrWhiteSpace(name) && item.FaultCount == faultsBefore)
            item.Refuse("PersonObserverName", $"is missing; expected {TextRule.PersonName.Expectation}, because ObserverType is PERSON.");
        var person = new PersonObserver
        {
            Name = name ?? "",
            Organization = item.Text("PersonObserverOrganizationName", TextRule.UnlimitedText),
            RoleInOrganization = item.Code("PersonObserverRoleInOrganization"),
            RoleInProcedure = item.Code("PersonObserverRoleInProcedure"),
            Identifier = item.Text("PersonObserverIdentifier", TextRule.UnlimitedText),
        };
        var device = new DeviceObserver
        {
            Uid = item.Text("DeviceObserverUID", TextRule.UniqueIdentifier),
            Name = item.Text("DeviceObserverName", TextRule.UnlimitedText),
            Manufacturer = item.Text("DeviceObserverManufacturer", TextRule.UnlimitedText),
            ModelName = item.Text("DeviceObserverModelName", TextRule.UnlimitedText),
            SerialNumber = item.Text("DeviceObserverSerialNumber", TextRule.UnlimitedText),
            PhysicalLocation = item.Text("DeviceObserverPhysicalLocation", TextRule.UnlimitedText),
            RoleInProcedure = item.Code("DeviceObserverRoleInProcedure"),
        };
        item.Close();
        RefuseKeysOfTheOther(node, item, type);
        return type switch { Person => person, Device => device, _ => null };
    }

    private static void RefuseKeysOfTheOther(MetadataNode node, MetadataObject item, string? type)
    {
        string[] others = type switch { Person => DeviceKeys, Device => PersonKeys, _ => [] };
        foreach (MetadataNode member in node.Children.Where(member => others.Contains(member.Key) && member.Kind != JsonValueKind.Null && member is not { Kind: JsonValueKind.String, Text: "" }))
            item.Refuse(member.Key, $"does not belong to an observer whose ObserverType is {type}.");
    }

    private static NumericProperty? Offset(MetadataObject from, MetadataFaults faults) =>
        from.Any("temporalOffsetFromEvent") is not { } node ? null
            : MeasurementItemReader.Property(node, faults, "an object with value and units", "quantity", "value", "units", Codes.Dcm.LongitudinalTemporalOffsetFromEvent);
}
