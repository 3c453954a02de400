using System.Buffers;
using System.Buffers.Binary;

namespace Dcmqi.Volumes;

/// <summary>Cuts compressed data where gzip members (RFC 1952) seem to begin.</summary>
/// <remarks>
/// The beginning of a member is searched for: that goes at the speed of memory, and needs no size in the header, as BGZF and others have it, which could be wrong. What looks like a beginning
/// need not be one. It is, if all before it are whole members, and that is seen when they are inflated.
/// </remarks>
/// <param name="compressed">The data; left open.</param>
/// <param name="pieceBytes">A piece is not made longer that seems to inflate to so many bytes, or has a quarter of them compressed.</param>
internal sealed class GZipSplitter(Stream compressed, int pieceBytes) : IDisposable
{
    /// <summary>What takes so long to inflate that making an inflater and handing over cost nothing.</summary>
    public const int UsualPieceBytes = 1 << 20;

    // Where a member is longer, it and all that follow are not cut.
    private const int MostBytes = 1 << 21;

    private const int FirstBytes = 1 << 16;

    private const int HeaderLength = 10;

    // Header, the shortest deflate data, CRC-32 and length.
    private const int LeastMember = HeaderLength + 2 + 8;

    private readonly List<int> _starts = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _begin;
    private int _filled;
    private int _searched;
    private long _inflated;
    private bool _isEnded;

    // Identification and deflate, the only method there is.
    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    /// <summary>The number of the member that comes next, from 1.</summary>
    public long Number { get; private set; } = 1;

    /// <summary>Where it begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Gives the next members; <see langword="null"/> where the rest is not cut.</summary>
    public GZipPiece? Next()
    {
        while (true)
        {
            int start = NextStart();
            if (start >= 0)
            {
                int length = start - _begin;
                _inflated += Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(start - sizeof(uint))), CheckedInflater.MostInflated(length - Last));
                _starts.Add(length);
                if (_inflated >= pieceBytes || length >= pieceBytes / 4)
                    return Cut(length);
            }
            else if (_isEnded)
            {
                // One member alone is not worth a piece.
                return Number == 1 && _starts.Count == 0 || _filled == _begin ? null : Cut(_filled - _begin);
            }
            else if (_filled - _begin >= MostBytes)
            {
                return _starts.Count == 0 ? null : Cut(Last);
            }
            else
            {
                Fill();
            }
        }
    }

    /// <summary>The rest of the data, after which nothing is cut any more.</summary>
    public Stream Rest() => new PrefixedStream(_buffer.AsMemory(_begin, _filled - _begin), compressed);

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private int Last => _starts.Count == 0 ? 0 : _starts[^1];

    private int NextStart()
    {
        while (_filled - _searched >= HeaderLength)
        {
            int found = _buffer.AsSpan(_searched, _filled - _searched - HeaderLength + Magic.Length).IndexOf(Magic);
            if (found < 0)
            {
                _searched = _filled - HeaderLength + 1;
                return -1;
            }

            int start = _searched + found;
            _searched = start + 1;
            if (start - _begin - Last >= LeastMember && IsHeader(_buffer.AsSpan(start, HeaderLength)))
                return start;
        }

        return -1;
    }

    // Flags that are reserved, and extra flags and systems that RFC 1952 does not name, hardly ever stand in a header, and often behind three bytes that are none.
    private static bool IsHeader(ReadOnlySpan<byte> header) => (header[3] & 0xE0) == 0 && header[8] is 0 or 2 or 4 && header[9] is <= 13 or 255;

    private GZipPiece Cut(int length)
    {
        _starts.RemoveAll(start => start >= length);
        var piece = new GZipPiece(_buffer.AsSpan(_begin, length), Number, Offset, [.. _starts], _inflated);
        Number += _starts.Count + 1;
        Offset += length;
        _begin += length;
        _starts.Clear();
        _inflated = 0;
        return piece;
    }

    private void Fill()
    {
        if (_filled == _buffer.Length)
            MakeRoom();
        int count = compressed.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += count;
        _isEnded = count <= 0;
    }

    private void MakeRoom()
    {
        byte[] old = _buffer;
        if (_begin == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(2 * old.Length);
        old.AsSpan(_begin, _filled - _begin).CopyTo(_buffer);
        _filled -= _begin;
        _searched = Math.Max(0, _searched - _begin);
        _begin = 0;
        if (_buffer != old)
            ArrayPool<byte>.Shared.Return(old);
    }
}
