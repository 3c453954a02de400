using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dcmqi.Cli.Batch;

/// <summary>How much memory a job may take, told from the headers and lengths of what it reads. Rather too much than too little.</summary>
internal static class JobSize
{
    // The decoded volume, what is made of it, and the object: measured on label maps and maps of 64 MB to 1 GB.
    private const double PerVoxelByte = 3;

    // What a conversion takes whatever it reads, and a source file's header.
    private const long Fixed = 48L << 20, PerImage = 24 << 10;

    // A bit of a segmentation may become a byte; compressed frames grow more, but only some are decoded at once.
    private const int PerDicomByte = 6, PerCompressedByte = 12;

    private const int NiftiHeaderBytes = 352, LongestTextHeader = 64 * 1024;

    private static readonly string[] PixelReaders = ["measure", "picture", "report"];

    /// <summary>Bytes.</summary>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public static long Of(BatchJob job)
    {
        double bytes = Fixed;
        foreach (JobOption option in job.Options)
        {
            if (option.Role == JobOptionRole.Images)
                bytes += JobInputs.Of(option).Sum(input => PixelReaders.Contains(job.Command) ? PerImage + (input.File.Length * PerVoxelByte) : PerImage);
            else if (option.Role == JobOptionRole.Input)
                bytes += JobInputs.Of(option).Sum(input => OfInput(input.File));
        }

        return (long)bytes;
    }

    private static double OfInput(FileInfo file)
    {
        string name = file.Name.ToLowerInvariant();
        double? voxelBytes = name.EndsWith(".nii", StringComparison.Ordinal) || name.EndsWith(".nii.gz", StringComparison.Ordinal) || name.EndsWith(".hdr", StringComparison.Ordinal)
            ? OfNifti(file)
            : name.EndsWith(".nrrd", StringComparison.Ordinal) || name.EndsWith(".nhdr", StringComparison.Ordinal) ? OfText(file, "sizes:", "type:")
            : name.EndsWith(".mha", StringComparison.Ordinal) || name.EndsWith(".mhd", StringComparison.Ordinal) ? OfText(file, "DimSize =", "ElementType =")
            : null;
        if (voxelBytes is { } known)
            return known * PerVoxelByte;
        return file.Length * (double)(name.EndsWith(".gz", StringComparison.Ordinal) ? PerCompressedByte : PerDicomByte);
    }

    // NIfTI-1: dim[8] at 40, bitpix at 72; NIfTI-2: bitpix at 14, dim[8] of 64 bits at 16.
    private static double? OfNifti(FileInfo file)
    {
        byte[] header = Start(file, NiftiHeaderBytes, isPacked: file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        if (header.Length < NiftiHeaderBytes)
            return null;
        int first = BinaryPrimitives.ReadInt32LittleEndian(header);
        bool isLittle = first is 348 or 540, isSecond = first is 540 || BinaryPrimitives.ReverseEndianness(first) == 540;
        double voxels = 1;
        long axes = Math.Clamp(Number(isSecond ? 16 : 40), 0, 7);
        for (int axis = 1; axis <= axes; axis++)
            voxels *= Math.Max(1, Number((isSecond ? 16 : 40) + (axis * (isSecond ? 8 : 2))));
        short bits = BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(isSecond ? 14 : 72));
        return voxels * (isLittle ? bits : BinaryPrimitives.ReverseEndianness(bits)) / 8;

        long Number(int at)
        {
            ReadOnlySpan<byte> bytes = header.AsSpan(at);
            if (isSecond)
                return isLittle ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes);
            return isLittle ? BinaryPrimitives.ReadInt16LittleEndian(bytes) : BinaryPrimitives.ReadInt16BigEndian(bytes);
        }
    }

    private static double? OfText(FileInfo file, string sizes, string type)
    {
        string[] lines = Encoding.Latin1.GetString(Start(file, LongestTextHeader, isPacked: false)).Split('\n');
        string? size = Array.Find(lines, line => line.StartsWith(sizes, StringComparison.Ordinal));
        if (size is null)
            return null;
        double voxels = 1;
        foreach (string part in size[sizes.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            voxels *= double.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out double number) ? number : 1;
        return voxels * BytesOf(Array.Find(lines, line => line.StartsWith(type, StringComparison.Ordinal))?[type.Length..].Trim().ToLowerInvariant() ?? "");
    }

    private static int BytesOf(string type) =>
        type.Contains("double", StringComparison.Ordinal) || type.Contains("64", StringComparison.Ordinal) || type.Contains("longlong", StringComparison.Ordinal) || type.Contains("long long", StringComparison.Ordinal) ? 8
        : type.Contains("char", StringComparison.Ordinal) || type is "int8" or "uint8" or "int8_t" or "uint8_t" ? 1
        : type.Contains("short", StringComparison.Ordinal) || type.Contains("16", StringComparison.Ordinal) ? 2
        : 4;

    private static byte[] Start(FileInfo file, int count, bool isPacked)
    {
        using FileStream stream = file.OpenRead();
        using Stream content = isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        byte[] bytes = new byte[count];
        try
        {
            return bytes[..content.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            // The job itself says what is wrong with it.
            return [];
        }
    }
}
