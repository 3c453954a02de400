using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Cli;

/// <summary>A segment as dcmqi's metadata have it, to paste.</summary>
internal static class SegmentJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SegmentAttributes segment) =>
        JsonNode.Parse(new SegmentationMetadata { SegmentAttributes = [[segment]] }.ToJson())!["segmentAttributes"]![0]![0]!.ToJsonString(Indented);
}
