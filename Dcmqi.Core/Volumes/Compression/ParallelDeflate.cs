using System.Buffers.Binary;
using System.IO.Compression;

namespace Dcmqi.Volumes;

/// <summary>
/// Compresses blocks on several threads and joins them to one gzip member (RFC 1952) or one zlib stream (RFC 1950): each block ends at a byte
/// boundary with an empty stored block, as zlib's Z_SYNC_FLUSH leaves it, and the checksums of the blocks are combined.
/// </summary>
internal sealed class ParallelDeflate
{
    // Large enough that starting a deflater and losing its window cost nothing that can be measured, small enough to keep all cores busy.
    private const int BlockBytes = 1 << 20;

    private const int GZipHeaderLength = 10;

    private const int ZlibHeaderLength = 2;

    private readonly VoxelBytes _bytes;
    private readonly ReadOnlyMemory<byte> _prefix;
    private readonly bool _isGZip;
    private readonly CompressionLevel _level;
    private readonly int _block;

    public ParallelDeflate(VoxelBytes bytes, ReadOnlyMemory<byte> prefix, bool isGZip, CompressionLevel level)
    {
        _bytes = bytes;
        _prefix = prefix;
        _isGZip = isGZip;
        _level = level;
        _block = Math.Max(bytes.Unit, BlockBytes / bytes.Unit * bytes.Unit);
    }

    /// <summary>Writes the whole compressed stream; the bytes do not depend on the number of threads.</summary>
    public long Write(Stream stream, int threads)
    {
        // RFC 1952: deflate, no flags, no time, unknown system. RFC 1950: deflate, 32 KiB window, fastest or default level.
        ReadOnlySpan<byte> header = _isGZip ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] : [0x78, 0x01];
        stream.Write(header);
        long written = header.Length;
        uint checksum = _isGZip ? 0u : 1u;
        long total = 0;
        foreach (Block block in Blocks(Math.Max(1, threads)))
        {
            stream.Write(block.Deflated.GetBuffer(), block.Start, block.Length);
            written += block.Length;
            total += block.InputLength;
            checksum = _isGZip
                ? Crc32.Combine(checksum, block.Checksum, block.InputLength)
                : Adler32.Combine(checksum, block.Checksum, block.InputLength);
        }

        // An empty final block with fixed codes, then the checksum.
        Span<byte> trailer = stackalloc byte[_isGZip ? 10 : 6];
        trailer[0] = 0x03;
        trailer[1] = 0x00;
        if (_isGZip)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[2..], checksum);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[6..], (uint)total);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(trailer[2..], checksum);
        }

        stream.Write(trailer);
        return written + trailer.Length;
    }

    private IEnumerable<Block> Blocks(int threads)
    {
        if (!_prefix.IsEmpty)
            yield return Deflate(_prefix.Span);
        if (threads == 1 || _bytes.Length <= _block)
        {
            for (long offset = 0; offset < _bytes.Length; offset += _block)
                yield return DeflateVoxels(offset);
            yield break;
        }

        // Blocks are finished out of order but handed on in order; no more are under way than there are threads, and one.
        var running = new Queue<Task<Block>>();
        try
        {
            for (long next = 0; next < _bytes.Length || running.Count > 0;)
            {
                while (next < _bytes.Length && running.Count <= threads)
                {
                    long offset = next;
                    running.Enqueue(Task.Run(() => DeflateVoxels(offset)));
                    next += _block;
                }

                yield return running.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            foreach (Task<Block> task in running)
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    private Block DeflateVoxels(long offset)
    {
        byte[]? scratch = null;
        return Deflate(_bytes.Get(offset, (int)Math.Min(_block, _bytes.Length - offset), ref scratch));
    }

    // The system's own gzip and zlib streams compute the checksum while they compress; only their frame is taken off.
    private Block Deflate(ReadOnlySpan<byte> input)
    {
        var deflated = new MemoryStream((input.Length / 8) + 256);
        long end;
        using (Stream compressor = _isGZip
            ? new GZipStream(deflated, _level, leaveOpen: true)
            : new ZLibStream(deflated, _level, leaveOpen: true))
        {
            compressor.Write(input);
            compressor.Flush();
            end = deflated.Length;
        }

        ReadOnlySpan<byte> all = deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
        uint checksum = _isGZip
            ? BinaryPrimitives.ReadUInt32LittleEndian(all[^8..])
            : BinaryPrimitives.ReadUInt32BigEndian(all[^4..]);
        int start = _isGZip ? GZipHeaderLength : ZlibHeaderLength;
        return new Block(deflated, start, (int)end - start, input.Length, checksum);
    }

    private readonly record struct Block(MemoryStream Deflated, int Start, int Length, int InputLength, uint Checksum);
}
