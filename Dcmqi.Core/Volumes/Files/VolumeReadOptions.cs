namespace Dcmqi;

/// <summary>Options of reading a research image.</summary>
public sealed class VolumeReadOptions
{
    /// <summary>Gets the format; <see langword="null"/> (the default) finds it by the file's content, then by its extension.</summary>
    public VolumeFormat? Format { get; init; }

    /// <summary>Gets which files a detached header may name; by default those in its own folder.</summary>
    public DataFileAccess DataFiles { get; init; } = DataFileAccess.OwnFolder;

    internal static VolumeReadOptions Default { get; } = new();

    /// <summary>Returns the options set, such as <c>VolumeReadOptions: format by content, data files in OwnFolder</c>.</summary>
    public override string ToString() =>
        $"VolumeReadOptions: format {Format?.ToString() ?? "by content"}, data files in {DataFiles}";
}
