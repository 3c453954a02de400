using System.Text.Json.Nodes;

namespace Dcmqi.Tests.Support;

/// <summary>Compares dcmqi's JSON documents: an empty text is as good as none, and what a document says of itself does not count.</summary>
internal static class MetadataText
{
    /// <summary>A document in the one form in which equal ones have the same text.</summary>
    /// <param name="path">The document.</param>
    /// <param name="withLabels">Whether label IDs count.</param>
    public static string Normal(string path, bool withLabels = true) => Normal(JsonNode.Parse(File.ReadAllText(path)), withLabels)!.ToJsonString(new() { WriteIndented = true });

    private static JsonNode? Normal(JsonNode? node, bool withLabels) => node switch
    {
        JsonObject item => new JsonObject(item
            .Where(pair => pair.Key is not ("@schema" or "segmentAttributesFileMapping") && (withLabels || pair.Key != "labelID"))
            .Where(pair => pair.Value is not JsonValue value || value.ToString().Length > 0)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Normal(pair.Value, withLabels)))),
        JsonArray array => new JsonArray([.. array.Select(item => Normal(item, withLabels))]),
        _ => node?.DeepClone(),
    };
}
