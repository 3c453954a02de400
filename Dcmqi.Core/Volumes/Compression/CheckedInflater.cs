using System.IO.Compression;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Inflates gzip members (RFC 1952) or one zlib stream (RFC 1950), and refuses data that ends before its checksum.</summary>
/// <remarks>
/// The system's inflaters compare checksums, but take the end of the file for the end of the data. Whether a zlib stream is cut short shows where the inflater asks
/// for more. After a gzip member it always does, since another may follow; so one of ours follows, and what was whole before comes to its content.
/// </remarks>
internal sealed class CheckedInflater : ForwardStream
{
    private static readonly byte[] Witness = Convert.FromHexString("9D52C4E1B7306FA88EF315D2604B29CC");
    private static readonly byte[] WitnessMember = GZipped(Witness);

    private readonly Source _source;
    private readonly Stream _inflater;
    private readonly bool _isGZip;
    private bool _isEnded;

    private CheckedInflater(Stream compressed, bool isGZip)
    {
        _isGZip = isGZip;
        _source = new Source(compressed, isGZip ? WitnessMember : []);
        _inflater = isGZip
            ? new GZipStream(_source, CompressionMode.Decompress, leaveOpen: true)
            : new ZLibStream(_source, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>Inflates concatenated gzip members; leaves the stream beneath open.</summary>
    public static CheckedInflater GZip(Stream compressed) => new(compressed, isGZip: true);

    /// <summary>Inflates a zlib stream; leaves the stream beneath open.</summary>
    public static CheckedInflater Zlib(Stream compressed) => new(compressed, isGZip: false);

    /// <summary>Whether behind the last gzip member bytes follow that are none; known at the end.</summary>
    public bool IsFollowedByOther { get; private set; }

    /// <summary>Reads on.</summary>
    /// <exception cref="InvalidDataException">The data is damaged, its checksum is another's, or it is cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_isEnded || buffer.IsEmpty)
            return 0;
        int count = _inflater.Read(buffer);
        if (count > 0 && !_source.IsExhausted)
            return count;
        // What the inflater gives once it has asked for more than there was, comes from the witness.
        if (_source.IsExhausted && !IsWitness(buffer[..count]))
            throw new InvalidDataException("it ends before its checksum.");
        IsFollowedByOther = !_source.IsExhausted && _isGZip;
        _isEnded = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inflater.Dispose();
        base.Dispose(disposing);
    }

    private bool IsWitness(ReadOnlySpan<byte> first)
    {
        Span<byte> all = stackalloc byte[Witness.Length + 1];
        if (first.Length == 0 || first.Length > Witness.Length)
            return false;
        first.CopyTo(all);
        int filled = first.Length;
        for (int count = 1; count > 0 && filled < all.Length; filled += count)
            count = _inflater.Read(all[filled..]);
        return all[..filled].SequenceEqual(Witness);
    }

    private static byte[] GZipped(byte[] content)
    {
        var member = new MemoryStream();
        using (var compressor = new GZipStream(member, CompressionMode.Compress))
        {
            compressor.Write(content);
        }

        return member.ToArray();
    }

    private sealed class Source(Stream compressed, ReadOnlyMemory<byte> after) : ForwardStream
    {
        private ReadOnlyMemory<byte> _after = after;

        /// <summary>Whether more was asked for than there was.</summary>
        public bool IsExhausted { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = IsExhausted ? 0 : compressed.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
                return count;
            IsExhausted = true;
            count = Math.Min(buffer.Length, _after.Length);
            _after.Span[..count].CopyTo(buffer);
            _after = _after[count..];
            return count;
        }
    }
}
