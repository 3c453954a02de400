using System.IO.Compression;

namespace Dcmqi.Cli;

/// <summary>dcmqi's names of file formats, and the file extension each stands for.</summary>
internal static class OutputType
{
    public const string Default = "nrrd";

    public static string[] Names { get; } = ["nrrd", "seg.nrrd", "mhd", "mha", "nii", "nifti", "hdr", "img", ".nii", ".nii.gz", ".hdr.gz", ".seg.nrrd"];

    /// <summary>Whether a name is that of 3D Slicer's segmentations, which hold all segments with what they mean.</summary>
    public static bool IsSegNrrd(string name) => name.TrimStart('.') == "seg.nrrd";

    /// <summary>The extension of the files that are written.</summary>
    /// <param name="name">A name of dcmqi's, or an extension with its dot, which says by itself whether the file is compressed.</param>
    /// <param name="compression">What was asked for; <see langword="null"/> where nothing was.</param>
    /// <exception cref="UsageException">The two contradict each other.</exception>
    public static string Extension(string name, CompressionLevel? compression)
    {
        bool isPlain = compression == CompressionLevel.NoCompression;
        string extension = name switch
        {
            "nii" or "nifti" => isPlain ? ".nii" : ".nii.gz",
            _ when name[0] == '.' => name,
            _ => "." + name,
        };
        if (isPlain && extension.EndsWith(".gz", StringComparison.Ordinal))
            throw new UsageException($"--outputType {name} is compressed, and --compression none was asked for.");
        if (!isPlain && compression is not null && extension is ".nii" or ".hdr" or ".img")
            throw new UsageException($"--outputType {name} is not compressed; {(extension == ".nii" ? ".nii.gz" : ".hdr.gz")} is.");
        return extension;
    }
}
