using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dcmqi.Cli.Batch;

/// <summary>The lines of the files beside the outputs, one object in each.</summary>
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(FailedJob))]
[JsonSerializable(typeof(BatchJob))]
internal sealed partial class BatchJson : JsonSerializerContext
{
    /// <summary>Letters of all languages as they are.</summary>
    public static BatchJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
