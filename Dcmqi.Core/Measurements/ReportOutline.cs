using System.Globalization;
using System.Text;
using Dcmqi.Dicom;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>A document as text for people: a line for each content item, indented by its level.</summary>
internal static class ReportOutline
{
    /// <summary>The lines of the header: attribute and value.</summary>
    public static IEnumerable<(string Name, string Value)> Header(DataSet dataSet)
    {
        yield return ("Document", Uids.NameOf(dataSet.GetString(Tags.SOPClassUID) ?? ""));
        string id = dataSet.GetText(Tags.PatientID) is { } patientId ? $" ({patientId})" : "";
        yield return ("Patient", $"{dataSet.GetText(Tags.PatientName) ?? "without a name"}{id}");
        yield return ("Study", Join(dataSet.GetText(Tags.StudyDescription), dataSet.GetString(Tags.StudyDate), dataSet.GetString(Tags.StudyInstanceUID)));
        yield return ("Series", Join(dataSet.GetText(Tags.SeriesDescription), dataSet.GetString(Tags.SeriesNumber), dataSet.GetString(Tags.SeriesInstanceUID)));
        yield return ("Content", Join(dataSet.GetString(Tags.ContentDate), dataSet.GetString(Tags.ContentTime)));
        yield return ("Status", Join(dataSet.GetString(Tags.CompletionFlag), dataSet.GetString(Tags.VerificationFlag)));
        foreach (DataSet observer in dataSet.GetItems(Tags.VerifyingObserverSequence))
            yield return ("Verified by", Join(observer.GetText(Tags.VerifyingObserverName), observer.GetText(Tags.VerifyingOrganization), observer.GetString(Tags.VerificationDateTime)));
    }

    public static string Of(DataSet dataSet, ContainerItem root)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in Header(dataSet))
            text.Append(CultureInfo.InvariantCulture, $"{name + ":",-13}{OneLine(value)}\n");
        text.Append('\n');
        var open = new Stack<(ContentItem Item, int Level)>([(root, 0)]);
        while (open.TryPop(out (ContentItem Item, int Level) next))
        {
            text.Append(' ', 2 * next.Level).Append(OneLine(LineOf(next.Item))).Append('\n');
            for (int i = next.Item.Children.Count - 1; i >= 0; i--)
                open.Push((next.Item.Children[i], next.Level + 1));
        }

        return text.ToString();
    }

    /// <summary>What an item says: <c>Volume: 1234.5 mm3</c>.</summary>
    public static string LineOf(ContentItem item)
    {
        string name = NameOf(item);
        string value = item.ValueText();
        return value.Length == 0 ? name : $"{name}: {value}";
    }

    public static string NameOf(ContentItem item) => item.Name?.Meaning ?? item switch
    {
        ReferenceItem => "inferred from",
        InstanceItem { ValueType: ContentValueType.Image } => "Image",
        _ => ContentTerms.Of(item.ValueType),
    };

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => part is not null));

    // Text of a report may hold line breaks and whatever else a hostile file puts into it; a terminal is not to obey it.
    private static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.AsSpan().ContainsAnyInRange('\x7F', '\x9F'))
            return text;
        return string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
