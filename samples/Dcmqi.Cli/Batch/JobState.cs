using System.Text.Json.Serialization;

namespace Dcmqi.Cli.Batch;

/// <summary>What became of a job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
internal enum JobState
{
    /// <summary>Its result is there.</summary>
    Done,

    /// <summary>There is no result, or it is not in the archive.</summary>
    Failed,

    /// <summary>Its result was there already, of the same inputs and options.</summary>
    Unchanged,

    /// <summary>It was not begun, or stopped.</summary>
    Cancelled,
}
