using System.Globalization;
using System.Text.Json;

namespace Dcmqi.Terminology;

/// <summary>The labels of <c>dataset.json</c>: <c>name: number</c> (nnU-Net 2), or <c>"number": name</c> (nnU-Net 1, Medical Segmentation Decathlon, MONAI).</summary>
internal sealed class DatasetLabels(LabelTableText table)
{
    private const int MostDepth = 64;

    public LabelTable Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MostDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("labels", out JsonElement labels) || labels.ValueKind != JsonValueKind.Object)
                throw table.Fault(0, "has no object 'labels', as dataset.json of nnU-Net or MONAI has.");
            ReadLabels(labels, OrderOfRegions(document.RootElement));
        }
        catch (JsonException exception)
        {
            throw table.Fault((int)(exception.LineNumber ?? 0) + 1, $"is no JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, written as an escape, is JSON and yet no text.
            throw table.Fault(0, $"holds text that is not Unicode: {exception.Message}", exception);
        }

        return table.ToTable();
    }

    // Labels that are sets of others are written with these values, in the order of the names.
    private static long[] OrderOfRegions(JsonElement root) =>
        root.TryGetProperty("regions_class_order", out JsonElement order) && order.ValueKind == JsonValueKind.Array
            ? [.. order.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : -1)] : [];

    private void ReadLabels(JsonElement labels, long[] order)
    {
        int region = 0;
        foreach (JsonProperty property in labels.EnumerateObject())
        {
            JsonElement value = property.Value;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long label))
            {
                bool isRegion = order.Length > 0 && property.Name is not ("background" or "ignore");
                Add(isRegion && region < order.Length ? order[region] : label, property.Name);
                region += isRegion ? 1 : 0;
            }
            else if (value.ValueKind == JsonValueKind.String && long.TryParse(property.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out label))
            {
                Add(label, value.GetString()!);
            }
            else if (value.ValueKind == JsonValueKind.Array && region < order.Length)
            {
                table.Warnings.Add($"'{property.Name}' of {table.Name} is a region made of several labels; what is written as {order[region]} is its part that no region after it holds.");
                Add(order[region++], property.Name);
            }
            else
            {
                table.Tell(0, $"has '{property.Name}' in labels, whose value is neither a whole number, nor a name under a number, nor a list with its place in regions_class_order.");
            }
        }
    }

    // What is to be ignored is no structure.
    private void Add(long label, string name)
    {
        if (name != "ignore")
            table.Add(0, label, name, null);
    }
}
