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
    // Deflate cannot expand more: a run of 258 bytes takes at least two bits (RFC 1951).
    private const long LargestInflation = 1032;

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

    /// <summary>The most that compressed bytes can inflate to.</summary>
    public static long MostInflated(long compressedBytes) => Math.Min(compressedBytes, long.MaxValue / LargestInflation) * LargestInflation;

    /// <summary>Whether behind the last gzip member bytes follow that are none; known at the end.</summary>
    public bool IsFollowedByOther { get; private set; }

    /// <summary>What is wrong with the data, a sentence without its subject; the same however much was asked for, other than what the system's inflaters say.</summary>
    public string Fault => _source.IsExhausted ? "ends before its checksum." : "does not inflate to what its checksum says.";

    /// <summary>Reads on.</summary>
    /// <exception cref="InvalidDataException">The data is damaged, its checksum is another's, or it is cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_isEnded || buffer.IsEmpty)
            return 0;
        int count = Inflate(buffer);
        if (count > 0 && !_source.IsExhausted)
            return count;
        // What the inflater gives once it has asked for more than there was, comes from the witness.
        if (_source.IsExhausted && !IsWitness(buffer[..count]))
            throw Damage(null);
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

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _inflater.Read(buffer);
        }
        catch (Exception damage) when (damage is InvalidDataException || IsZLibException(damage))
        {
            throw Damage(damage);
        }
    }

    private InvalidDataException Damage(Exception? cause) => new($"it {Fault}", cause);

    // .NET keeps this child of IOException to itself; it is the bytes that are at fault, where they ask for a preset dictionary, for example.
    private static bool IsZLibException(Exception error) => error.GetType().FullName == "System.IO.Compression.ZLibException";

    private bool IsWitness(ReadOnlySpan<byte> first)
    {
        Span<byte> all = stackalloc byte[Witness.Length + 1];
        if (first.Length == 0 || first.Length > Witness.Length)
            return false;
        first.CopyTo(all);
        int filled = first.Length;
        for (int count = 1; count > 0 && filled < all.Length; filled += count)
            count = Inflate(all[filled..]);
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
