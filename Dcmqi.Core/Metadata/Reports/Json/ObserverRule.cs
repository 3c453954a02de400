using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>A person or a device that observed, as ObserverType says.</summary>
internal sealed class ObserverRule : JsonRule<ReportObserver>
{
    private const string TypeKey = "ObserverType", NameKey = "PersonObserverName";

    private static readonly WordRule<ObserverType> TypeRule = new();

    private static readonly JsonShape<PersonObserver> Person =
        new JsonShape<PersonObserver>("person", "", () => new PersonObserver { Name = "" })
            .Optional(NameKey, Rules.Text(TextRule.PersonName), it => it.Name, (it, value) => it with { Name = value })
            .Optional("PersonObserverOrganizationName", Rules.Text(TextRule.UnlimitedText), it => it.Organization, (it, value) => it with { Organization = value })
            .Optional("PersonObserverRoleInOrganization", Rules.Code, it => it.RoleInOrganization, (it, value) => it with { RoleInOrganization = value })
            .Optional("PersonObserverRoleInProcedure", Rules.Code, it => it.RoleInProcedure, (it, value) => it with { RoleInProcedure = value })
            .Optional("PersonObserverIdentifier", Rules.Text(TextRule.UnlimitedText), it => it.Identifier, (it, value) => it with { Identifier = value });

    private static readonly JsonShape<DeviceObserver> Device =
        new JsonShape<DeviceObserver>("device", "", () => new DeviceObserver())
            .Optional("DeviceObserverUID", Rules.Uid, it => it.Uid, (it, value) => it with { Uid = value })
            .Optional("DeviceObserverName", Rules.Text(TextRule.UnlimitedText), it => it.Name, (it, value) => it with { Name = value })
            .Optional("DeviceObserverManufacturer", Rules.Text(TextRule.UnlimitedText), it => it.Manufacturer, (it, value) => it with { Manufacturer = value })
            .Optional("DeviceObserverModelName", Rules.Text(TextRule.UnlimitedText), it => it.ModelName, (it, value) => it with { ModelName = value })
            .Optional("DeviceObserverSerialNumber", Rules.Text(TextRule.UnlimitedText), it => it.SerialNumber, (it, value) => it with { SerialNumber = value })
            .Optional("DeviceObserverPhysicalLocation", Rules.Text(TextRule.UnlimitedText), it => it.PhysicalLocation, (it, value) => it with { PhysicalLocation = value })
            .Optional("DeviceObserverRoleInProcedure", Rules.Code, it => it.RoleInProcedure, (it, value) => it with { RoleInProcedure = value });

    private enum ObserverType
    {
        Person,
        Device,
    }

    /// <summary>One observer or a list of them.</summary>
    public static JsonRule<IReadOnlyList<ReportObserver>> OneOrMore { get; } = Observers(new ObserverRule());

    public override string Expectation => "an observer: an object with ObserverType";

    public override ReportObserver? Read(LocatedNode node, JsonFaults faults)
    {
        var from = new JsonObjectReader(node, faults, Expectation);
        ObserverType? type = from.Required(TypeKey, TypeRule);
        int faultsBefore = faults.Count;
        PersonObserver person = Person.ReadMembers(from);
        if (type == ObserverType.Person && string.IsNullOrWhiteSpace(person.Name) && faults.Count == faultsBefore)
            from.Refuse(NameKey, $"is missing; expected {TextRule.PersonName.Expectation}, because ObserverType is PERSON.");
        DeviceObserver device = Device.ReadMembers(from);
        from.Close();
        IEnumerable<string> others = type switch { ObserverType.Person => Device.Keys, ObserverType.Device => Person.Keys, _ => [] };
        foreach (string key in others.Where(key => node.Child(key) is { Kind: not JsonValueKind.Null } and not { Kind: JsonValueKind.String, Text: "" }))
            from.Refuse(key, $"does not belong to an observer whose ObserverType is {type.ToString()!.ToUpperInvariant()}.");
        return type switch { ObserverType.Person => person, ObserverType.Device => device, _ => null };
    }

    public override void Write(Utf8JsonWriter json, ReportObserver value)
    {
        json.WriteStartObject();
        json.WritePropertyName(TypeKey);
        TypeRule.Write(json, value is PersonObserver ? ObserverType.Person : ObserverType.Device);
        if (value is PersonObserver person)
            Person.WriteMembers(json, person);
        else if (value is DeviceObserver device)
            Device.WriteMembers(json, device);
        json.WriteEndObject();
    }

    public override JsonObject Schema(JsonSchemas schemas) => schemas.Refer("observer", () =>
    {
        var properties = new JsonObject { [TypeKey] = TypeRule.Schema(schemas) };
        var required = new JsonArray(TypeKey);
        Person.DescribeMembers(properties, required, schemas);
        Device.DescribeMembers(properties, required, schemas);
        return schemas.ObjectOf(properties, required);
    });

    private static OneOrListRule<ReportObserver> Observers(ObserverRule observer) => new(observer, new ListRule<ReportObserver>(observer, observer.Expectation));
}
