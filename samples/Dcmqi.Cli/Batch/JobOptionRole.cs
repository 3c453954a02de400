using System.Text.Json.Serialization;

namespace Dcmqi.Cli.Batch;

/// <summary>What the value of an option is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobOptionRole>))]
internal enum JobOptionRole
{
    /// <summary>It is taken as it stands.</summary>
    Text,

    /// <summary>A file or folder that is read.</summary>
    Input,

    /// <summary>Images in DICOM, whatever their files are called.</summary>
    Images,

    /// <summary>A file or folder that is written.</summary>
    Output,
}
