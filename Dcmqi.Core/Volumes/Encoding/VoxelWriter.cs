using System.IO.Compression;

namespace Dcmqi.Volumes;

/// <summary>Writes the values of a volume, plain or compressed.</summary>
internal static class VoxelWriter
{
    private const int RawBlockBytes = 1 << 22;

    /// <summary>Writes all values as they are.</summary>
    public static void WriteRaw(Stream stream, VoxelBytes bytes)
    {
        byte[]? scratch = null;
        int block = RawBlockBytes / bytes.Unit * bytes.Unit;
        if (block == 0)
            block = bytes.Unit;
        for (long offset = 0; offset < bytes.Length; offset += block)
            stream.Write(bytes.Get(offset, (int)Math.Min(block, bytes.Length - offset), ref scratch));
    }

    /// <summary>Writes all values, compressed.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="bytes">The values.</param>
    /// <param name="encoding"><see cref="VoxelEncoding.GZip"/> or <see cref="VoxelEncoding.Zlib"/>.</param>
    /// <param name="level">How hard to compress.</param>
    /// <param name="threads">Threads that compress.</param>
    /// <param name="prefix">Bytes to be compressed before the values, such as a header.</param>
    /// <returns>The number of bytes written.</returns>
    public static long WriteCompressed(
        Stream stream, VoxelBytes bytes, VoxelEncoding encoding, CompressionLevel level, int threads, ReadOnlyMemory<byte> prefix = default)
    {
        var deflate = new ParallelDeflate(bytes, prefix, encoding == VoxelEncoding.GZip, level);
        return deflate.Write(stream, threads);
    }
}
