using System.Buffers;

namespace Dcmqi.Volumes;

/// <summary>Compressed bytes from where a gzip member begins to where another seems to. Their beginning may be inflated before anybody asks for it.</summary>
internal sealed class GZipPiece : IDisposable
{
    // What is inflated ahead of one piece is never more.
    private const int MostAhead = 1 << 23;

    // What inflates to more than this many times its size does so as fast as it is copied: nothing is gained by doing that ahead.
    private const int MostGain = 32;

    private const int BlockBytes = 1 << 17;

    private readonly byte[] _compressed;
    private readonly int _length;
    private readonly int[] _starts;
    private readonly int _expected;
    private readonly bool _isWorthAhead;
    private readonly CheckedInflater _inflater;
    private Task? _inflating;
    private byte[] _inflated = [];
    private int _inflatedLength;
    private int _position;
    private bool _isEnded;
    private volatile bool _isAbandoned;

    /// <param name="compressed">The bytes; a copy is kept.</param>
    /// <param name="number">The number of the first member, from 1.</param>
    /// <param name="offset">Where it begins in the compressed data.</param>
    /// <param name="starts">Where others seem to begin behind it, from its beginning.</param>
    /// <param name="expected">How much it seems to inflate to.</param>
    public GZipPiece(ReadOnlySpan<byte> compressed, long number, long offset, int[] starts, long expected)
    {
        _compressed = ArrayPool<byte>.Shared.Rent(compressed.Length);
        compressed.CopyTo(_compressed);
        _length = compressed.Length;
        _starts = starts;
        _expected = (int)Math.Clamp(expected, BlockBytes, MostAhead);
        _isWorthAhead = expected / MostGain < compressed.Length;
        Number = number;
        Offset = offset;
        _inflater = CheckedInflater.GZip(new MemoryStream(_compressed, 0, _length, writable: false));
    }

    /// <summary>The number of the first member, from 1.</summary>
    public long Number { get; }

    /// <summary>Where it begins in the compressed data.</summary>
    public long Offset { get; }

    /// <summary>The compressed bytes.</summary>
    public ReadOnlyMemory<byte> Compressed => _compressed.AsMemory(0, _length);

    /// <summary>Whether it is whole members and nothing else; known when <see cref="Read"/> has given all there is.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Begins to inflate on another thread, if that is worth it.</summary>
    public void InflateAhead()
    {
        if (_isWorthAhead)
            _inflating = Task.Run(FillAhead);
    }

    /// <summary>Reads on; 0 where no more comes, since that was all or since it is damaged.</summary>
    public int Read(Span<byte> buffer)
    {
        _inflating?.GetAwaiter().GetResult();
        if (_position == _inflatedLength)
            return _isEnded ? 0 : Inflate(buffer);
        int count = Math.Min(buffer.Length, _inflatedLength - _position);
        _inflated.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <summary>The first member that is not whole, by number and place.</summary>
    public (long Number, long Offset) FirstDamaged()
    {
        byte[] scratch = new byte[BlockBytes];
        int begin = 0, member = 0;
        while (member < _starts.Length && IsWholeMember(begin, _starts[member], scratch))
            begin = _starts[member++];
        return (Number + member, Offset + begin);
    }

    public void Dispose()
    {
        _isAbandoned = true;
        _inflating?.GetAwaiter().GetResult();
        _inflater.Dispose();
        ArrayPool<byte>.Shared.Return(_compressed);
        if (_inflated.Length > 0)
            ArrayPool<byte>.Shared.Return(_inflated);
    }

    private void FillAhead()
    {
        _inflated = ArrayPool<byte>.Shared.Rent(_expected);
        while (_inflatedLength < _inflated.Length && !_isEnded && !_isAbandoned)
            _inflatedLength += Inflate(_inflated.AsSpan(_inflatedLength, Math.Min(BlockBytes, _inflated.Length - _inflatedLength)));
    }

    private int Inflate(Span<byte> buffer)
    {
        int count = 0;
        try
        {
            count = _inflater.Read(buffer);
            IsWhole = count == 0 && !_inflater.IsFollowedByOther;
        }
        catch (InvalidDataException)
        {
            // Who reads on from where this piece begins, is told.
        }

        _isEnded = count == 0;
        return count;
    }

    private bool IsWholeMember(int begin, int end, byte[] scratch)
    {
        using var member = CheckedInflater.GZip(new MemoryStream(_compressed, begin, end - begin, writable: false));
        try
        {
            while (member.Read(scratch) > 0)
            {
            }

            return !member.IsFollowedByOther;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
