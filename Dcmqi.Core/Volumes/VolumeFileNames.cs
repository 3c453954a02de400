using System.Text;
using Dcmqi.Volumes.MetaImage;
using Dcmqi.Volumes.Nifti;
using Dcmqi.Volumes.Nrrd;

namespace Dcmqi.Volumes;

/// <summary>Finds the format of a file by its content, then by its name.</summary>
internal static class VolumeFileNames
{
    private const int SniffedBytes = NiftiHeaderReader.Length2;

    /// <summary>The extension in lower case, with the one before it where it is .gz.</summary>
    public static string ExtensionOf(string path)
    {
        string last = Path.GetExtension(path).ToLowerInvariant();
        return last == ".gz" ? Path.GetExtension(path[..^3]).ToLowerInvariant() + last : last;
    }

    /// <summary>The path with another extension in place of what <see cref="ExtensionOf"/> finds.</summary>
    public static string WithEnd(string path, string extension) =>
        ExtensionOf(path) == extension ? path : path[..^ExtensionOf(path).Length] + extension;

    public static bool IsGZip(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>Opens the file that holds the header: for an .img file the .hdr file beside it.</summary>
    public static VolumeInput OpenHeader(string path, VolumeFormat? format)
    {
        bool mayBePair = format is null or VolumeFormat.Nifti or VolumeFormat.Analyze;
        if (!mayBePair || ExtensionOf(path) is not (".img" or ".img.gz"))
            return VolumeInput.Open(path);
        return VolumeInput.Open(NiftiPairs.HeaderOf(path)
            ?? throw new VolumeFormatException($"An .img file holds voxels only; the header '{Path.GetFileName(WithEnd(path, ".hdr"))}' does not exist beside it.", path));
    }

    /// <summary>The format of an input.</summary>
    /// <exception cref="VolumeFormatException">It is none of those known.</exception>
    public static VolumeFormat FormatOf(VolumeInput input)
    {
        ReadOnlySpan<byte> start = input.Peek(SniffedBytes);
        if (start.IsEmpty)
            throw new VolumeFormatException("The file is empty.", input.FileName);
        if (NrrdHeaderReader.IsMagic(start))
            return VolumeFormat.Nrrd;
        if (IsGZip(start) || NiftiHeaderReader.KindOf(start) is not null)
            return VolumeFormat.Nifti;
        if (MetaImageHeaderReader.IsMetaImage(start))
            return VolumeFormat.MetaImage;
        if (start.Length >= 132 && start[128..132].SequenceEqual("DICM"u8))
            throw new VolumeFormatException("This is a DICOM file, not a research image. Open it as a DICOM object (for example with Segmentation.Open).", input.FileName);
        return input.FileName is { } name ? ByExtension(name, start) : throw Unknown(input.FileName, start);
    }

    // The reader of that format then says what is wrong with the content.
    private static VolumeFormat ByExtension(string name, ReadOnlySpan<byte> start) => ExtensionOf(name) switch
    {
        ".nrrd" or ".nhdr" => VolumeFormat.Nrrd,
        ".mha" or ".mhd" => VolumeFormat.MetaImage,
        ".nii" or ".nii.gz" or ".hdr" or ".hdr.gz" => VolumeFormat.Nifti,
        _ => throw Unknown(name, start),
    };

    private static VolumeFormatException Unknown(string? name, ReadOnlySpan<byte> start)
    {
        var shown = new StringBuilder();
        foreach (byte b in start[..Math.Min(8, start.Length)])
            shown.Append(shown.Length > 0 ? " " : "").Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return new VolumeFormatException(
            $"The file is in none of the known formats (NRRD, MetaImage, NIfTI, Analyze); it starts with the bytes {shown}.", name);
    }
}
