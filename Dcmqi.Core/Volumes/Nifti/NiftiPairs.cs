using Dcmqi.Binary;

namespace Dcmqi.Volumes.Nifti;

/// <summary>The two files of a pair, whichever of them was named.</summary>
internal static class NiftiPairs
{
    /// <summary>The header file for the path of an image file; <see langword="null"/> where the path is none or has none beside it.</summary>
    public static string? HeaderOf(string path) => Sibling(path, ".img", ".hdr");

    /// <summary>The image file that belongs to a header.</summary>
    /// <exception cref="VolumeFormatException">There is none.</exception>
    public static string ImageOf(NiftiHeader header)
    {
        if (header.FileName is not { } file)
            throw header.Fault("The voxels of this header lie in an .img file; a header read from a stream has no folder to look in. Read it by its path.", "magic");
        return Sibling(Path.GetFullPath(file), ".hdr", ".img") is { } image && !string.Equals(image, Path.GetFullPath(file), StringComparison.Ordinal)
            ? image
            : throw header.Fault($"The voxels of this header lie in '{Path.GetFileName(Path.ChangeExtension(Plain(file), ".img"))}', which does not exist.", "magic");
    }

    private static string Plain(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;

    private static string? Sibling(string path, string from, string to)
    {
        string plain = Plain(path);
        string extension = Path.GetExtension(plain);
        string stem = extension.Equals(from, StringComparison.OrdinalIgnoreCase) || extension.Equals(".nii", StringComparison.OrdinalIgnoreCase)
            ? plain[..^extension.Length] : plain;
        if (from == ".img" && ReferenceEquals(stem, plain))
            return null;
        foreach (string ending in (ReadOnlySpan<string>)[to, to.ToUpperInvariant(), to + ".gz", to.ToUpperInvariant() + ".GZ"])
        {
            if (Paths.KindOf(stem + ending) == PathKind.File)
                return stem + ending;
        }

        return null;
    }
}
