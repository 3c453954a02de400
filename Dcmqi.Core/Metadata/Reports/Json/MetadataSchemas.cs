using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi;

/// <summary>The JSON Schemas of the metadata documents, with titles and descriptions, for editors that complete and check what is typed.</summary>
public static class MetadataSchemas
{
    private const string Segmentation = "segmentation", ParametricMap = "parametricmap", MeasurementReport = "measurementreport";

    /// <summary>Gets the names of the documents: <c>segmentation</c>, <c>parametricmap</c>, <c>measurementreport</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [Segmentation, ParametricMap, MeasurementReport];

    /// <summary>Finds the schema of a document (JSON Schema draft-07). It refuses keys that are not known, so that slips are seen.</summary>
    /// <param name="name">One of <see cref="Names"/>; capitals do not matter.</param>
    /// <returns>The schema as JSON, indented, or <see langword="null"/> where there is none of that name.</returns>
    public static string? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string document = name.ToLowerInvariant();
        JsonObject? schema = document switch
        {
            Segmentation => Metadata.SegmentationDocument.Format.Schema(UnknownKeys.Reject),
            ParametricMap => Metadata.ParametricMapDocument.Format.Schema(UnknownKeys.Reject),
            MeasurementReport => Metadata.MeasurementReportDocument.Format.Schema(UnknownKeys.Reject),
            _ => null,
        };
        return schema is null ? null : PublishedSchema.Of(schema, document);
    }
}
