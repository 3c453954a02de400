using System.Collections.Concurrent;
using System.IO.Compression;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Writes the values of a volume, plain or compressed.</summary>
internal static class VoxelWriter
{
    private const int RawBlockBytes = 1 << 22;

    // What is made for writing is written while it is in the cache of its core.
    private const int MadeBlockBytes = 1 << 19;

    /// <summary>Writes all values as they are.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="bytes">The values.</param>
    /// <param name="threads">Threads that make values, where they are made for writing.</param>
    public static void WriteRaw(Stream stream, VoxelBytes bytes, int threads)
    {
        if (bytes.MadeAtOnce is { } slice)
        {
            WriteMade(stream, bytes, Math.Max(1, MadeBlockBytes / slice) * slice, Math.Min(threads, bytes.MostAtOnce));
            return;
        }

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

    // Whole slices: into a file each block at its place, by the thread that made it; elsewhere in order. Either way they are begun in order: neighbours are often made of the same.
    private static void WriteMade(Stream stream, VoxelBytes bytes, int block, int threads)
    {
        int count = checked((int)((bytes.Length + block - 1) / block));
        if (stream is FileStream { CanSeek: true } file)
        {
            long start = file.Position;
            Microsoft.Win32.SafeHandles.SafeFileHandle handle = file.SafeFileHandle;
            ParallelLoop.RunOneByOne(count, [], () => new Scratch(), (index, scratch) =>
            {
                long offset = (long)index * block;
                RandomAccess.Write(handle, bytes.Get(offset, (int)Math.Min(block, bytes.Length - offset), ref scratch.Bytes), start + offset);
            }, threads, CancellationToken.None);
            file.Position = start + bytes.Length;
            return;
        }

        var buffers = new ConcurrentBag<byte[]>();
        foreach ((byte[] made, int length) in ParallelLoop.InOrder(count, Make, threads))
        {
            stream.Write(made, 0, length);
            buffers.Add(made);
        }

        (byte[] Made, int Length) Make(long index)
        {
            byte[]? scratch = buffers.TryTake(out byte[]? free) ? free : null;
            int length = bytes.Get(index * block, (int)Math.Min(block, bytes.Length - (index * block)), ref scratch).Length;
            return (scratch!, length);
        }
    }

    private sealed class Scratch
    {
        public byte[]? Bytes;
    }
}
