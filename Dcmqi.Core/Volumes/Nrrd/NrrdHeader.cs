namespace Dcmqi.Volumes.Nrrd;

/// <summary>The lines of an NRRD header, taken apart but not yet understood.</summary>
internal sealed class NrrdHeader
{
    public required string? FileName { get; init; }

    /// <summary>Fields by their plain name (lower case, one spelling).</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal);

    public List<string> Comments { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Names that follow <c>data file: LIST</c>.</summary>
    public List<string> DataFileList { get; } = [];

    /// <summary>Offset of the first byte behind the blank line; only meaningful where the voxels follow in the same file.</summary>
    public long DataOffset { get; set; }

    public string? Find(string field) => Fields.GetValueOrDefault(field);

    public string Require(string field) =>
        Find(field) ?? throw Fault($"The header lacks the field '{field}'.", field);

    public VolumeFormatException Fault(string message, string? field, Exception? inner = null) => new(message, FileName, field, inner);
}
