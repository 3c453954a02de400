using System.Globalization;
using System.Text.Json;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Reads features from a JSON object that has an object of numbers for each class, by its name.</summary>
internal static class StatisticsReader
{
    /// <exception cref="MetadataException">The bytes are no such document.</exception>
    public static FeatureTable Read(ReadOnlyMemory<byte> bytes, string? fileName, FeatureProfile profile)
    {
        LocatedDocument document;
        try
        {
            document = LocatedDocument.Parse(bytes);
        }
        catch (JsonTextException fault)
        {
            throw new MetadataException([new MetadataViolation { Pointer = "", Line = fault.Line, Message = fault.Message }], fileName, fault.InnerException);
        }

        var faults = new JsonFaults(document, MetadataReadOptions.Default);
        if (document.Root.Kind != JsonValueKind.Object || document.Root.Children.Count == 0)
            faults.Add(document.Root, $"is no statistics of {profile.Name}; expected an object with an object for each class, such as {{\"liver\": {{\"volume\": 1512000.0, \"intensity\": 104.2}}}}.");
        var rows = new List<FeatureRow>();
        var empty = new List<string>();
        foreach (LocatedNode node in document.Root.Kind == JsonValueKind.Object ? document.Root.Children : [])
        {
            FeatureRow? row = ReadClass(node, profile, faults);
            if (rows.Exists(other => other.SegmentLabel == node.Key) || empty.Contains(node.Key))
                faults.AddMember(node, "is given twice; expected one object for each class.");
            else if (row is not null && row.Features.All(feature => feature.Value is null or 0))
                empty.Add(node.Key);
            else if (row is not null)
                rows.Add(row);
        }

        if (faults.Count > 0)
            throw new MetadataException(faults.ToViolations(), fileName);
        return new FeatureTable(null, rows)
        {
            Warnings = empty.Count == 0 ? [] :
            [
                string.Create(CultureInfo.InvariantCulture, $"{empty.Count} {(empty.Count == 1 ? "class has" : "classes have")} nothing but 0, which {profile.Name} writes for what is not there or is cut by the border of the image, and {(empty.Count == 1 ? "is" : "are")} left out: {string.Join(", ", empty)}."),
            ],
        };
    }

    private static FeatureRow? ReadClass(LocatedNode node, FeatureProfile profile, JsonFaults faults)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            faults.Add(node, "is no object; expected the numbers of a class by name, such as volume.");
            return null;
        }

        var meanings = new Dictionary<string, ColumnMeaning>(StringComparer.Ordinal);
        var cells = new List<KeyValuePair<string, string>>();
        foreach (LocatedNode member in node.Children)
        {
            ColumnMeaning meaning = ProfiledCells.IsIgnored(profile, member.Key) ? ColumnMeaning.PassedOver : profile.Names.Of(member.Key);
            if (meaning.Fault is { } fault)
                faults.AddMember(member, fault);
            else if (!meanings.TryAdd(member.Key, meaning))
                faults.AddMember(member, "is given twice; expected one number of this name.");
            else if (meaning.IsParameter && member.Kind == JsonValueKind.Array)
                cells.Add(new(member.Key, TextOf(member)));
            else if (meaning.Feature is not null && member.Kind == JsonValueKind.Number)
                cells.Add(new(member.Key, member.Text));
            else if (member.Kind != JsonValueKind.Null && meaning != ColumnMeaning.PassedOver)
                faults.Add(member, meaning.IsParameter ? "is no list." : "is no number.");
        }

        return new ProfiledCells(profile, meanings).ToRow(cells, node.Key, (name, fault) => faults.Add(node.Child(name)!, fault));
    }

    private static string TextOf(LocatedNode node) => node.Kind == JsonValueKind.Array ? $"[{string.Join(", ", node.Children.Select(TextOf))}]" : node.Text;
}
