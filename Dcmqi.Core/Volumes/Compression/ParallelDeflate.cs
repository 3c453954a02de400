using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using Dcmqi.Binary;

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

    // Both are used again by the blocks to come.
    private readonly ConcurrentBag<byte[]> _inputs = [];
    private readonly ConcurrentBag<MemoryStream> _outputs = [];

    // Most of a label map is background: a block of zeros is compressed once.
    private Block? _zeros;

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
            if (block != _zeros)
                _outputs.Add(block.Deflated);
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
        foreach (Block block in ParallelLoop.InOrder((_bytes.Length + _block - 1) / _block, DeflateVoxels, threads))
            yield return block;
    }

    private Block DeflateVoxels(long index)
    {
        byte[]? scratch = _inputs.TryTake(out byte[]? free) ? free : null;
        ReadOnlySpan<byte> input = _bytes.Get(index * _block, (int)Math.Min(_block, _bytes.Length - (index * _block)), ref scratch);
        Block block = input.Length == _block && !input.ContainsAnyExcept((byte)0) ? DeflateZeros(input) : Deflate(input);
        if (scratch is not null)
            _inputs.Add(scratch);
        return block;
    }

    private Block DeflateZeros(ReadOnlySpan<byte> input)
    {
        if (Volatile.Read(ref _zeros) is { } known)
            return known;
        Block zeros = Deflate(input);
        return Interlocked.CompareExchange(ref _zeros, zeros, null) ?? zeros;
    }

    // The system's own gzip and zlib streams compute the checksum while they compress; only their frame is taken off.
    private Block Deflate(ReadOnlySpan<byte> input)
    {
        MemoryStream deflated = _outputs.TryTake(out MemoryStream? free) ? free : new MemoryStream((input.Length / 8) + 256);
        deflated.SetLength(0);
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

    private sealed class Block(MemoryStream deflated, int start, int length, int inputLength, uint checksum)
    {
        public MemoryStream Deflated => deflated;

        public int Start => start;

        public int Length => length;

        public int InputLength => inputLength;

        public uint Checksum => checksum;
    }
}
