using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Reads the observers of a document, several one after the other (PS3.16 TID 1002, 1003, 1004).</summary>
internal static class ObserverReader
{
    public static List<ReportObserver> Read(ContentItem root, ContentReading reading)
    {
        var observers = new List<ReportObserver>();
        foreach (ContentItem child in root.Children)
        {
            if (child.Name is null || child.Relationship != ContentRelationship.HasObsContext)
                continue;
            if (child is CodedItem type && child.IsNamed(ReportCodes.ObserverType))
            {
                observers.Add(type.Code.IsSameAs(ReportCodes.Device) ? new DeviceObserver() : new PersonObserver { Name = "" });
                reading.Take(child);
                continue;
            }

            // The type may be left out; then it is a person (TID 1002).
            ReportObserver current = observers.LastOrDefault()
                ?? (child.IsNamed(ReportCodes.DeviceObserverUid) ? new DeviceObserver() : new PersonObserver { Name = "" });
            ReportObserver? completed = current switch
            {
                PersonObserver person => Complete(person, child, reading),
                DeviceObserver device => Complete(device, child),
                _ => null,
            };
            if (completed is null)
                continue;
            reading.Take(child);
            if (observers.Count > 0)
                observers[^1] = completed;
            else
                observers.Add(completed);
        }

        return observers;
    }

    private static PersonObserver? Complete(PersonObserver person, ContentItem item, ContentReading reading)
    {
        string? text = (item as TextItem)?.Text;
        CodedConcept? code = (item as CodedItem)?.Code;
        if (text is not null && item.IsNamed(ReportCodes.PersonObserverName))
            return person with { Name = text };
        if (text is not null && item.IsNamed(ReportCodes.PersonObserverOrganization))
            return person with { Organization = text };
        if (text is not null && item.IsNamed(ReportCodes.PersonObserverIdentifier))
            return person with { Identifier = text };
        if (code is not null && item.IsNamed(ReportCodes.PersonObserverRoleInOrganization))
            return person with { RoleInOrganization = code };
        if (code is not null && item.IsNamed(ReportCodes.PersonObserverRoleInProcedure))
            return person with { RoleInProcedure = code, Identifier = reading.Text(item, ReportCodes.PersonObserverIdentifier) ?? person.Identifier };
        return null;
    }

    private static DeviceObserver? Complete(DeviceObserver device, ContentItem item)
    {
        string? text = (item as TextItem)?.Text;
        if (text is not null && item.IsNamed(ReportCodes.DeviceObserverUid))
            return device with { Uid = text };
        if (text is not null && item.IsNamed(ReportCodes.DeviceObserverName))
            return device with { Name = text };
        if (text is not null && item.IsNamed(ReportCodes.DeviceObserverManufacturer))
            return device with { Manufacturer = text };
        if (text is not null && item.IsNamed(ReportCodes.DeviceObserverModelName))
            return device with { ModelName = text };
        if (text is not null && item.IsNamed(ReportCodes.DeviceObserverSerialNumber))
            return device with { SerialNumber = text };
        if (text is not null && item.IsNamed(ReportCodes.DeviceObserverPhysicalLocation))
            return device with { PhysicalLocation = text };
        if (item is CodedItem role && item.IsNamed(ReportCodes.DeviceRoleInProcedure))
            return device with { RoleInProcedure = role.Code };
        return null;
    }
}
