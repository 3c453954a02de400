using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Inflates concatenated gzip members (RFC 1952), some on other threads before they are asked for, and checks each.</summary>
/// <remarks>
/// Where the compressed data is cut is a guess (<see cref="GZipSplitter"/>). The first piece begins with a member. If it inflates to whole members and nothing else, the next does too; if it does
/// not, everything from there on is inflated in one go, as if it had not been cut. So what is read, and what is refused, never depends on the guess.
/// </remarks>
/// <param name="compressed">The data; left open.</param>
/// <param name="pieceBytes">See <see cref="GZipSplitter"/>.</param>
/// <param name="threads">How many inflate at once; <see langword="null"/> for <see cref="ParallelLoop.DefaultThreads"/>, as far as these are of use.</param>
internal sealed class GZipInflater(Stream compressed, int pieceBytes = GZipSplitter.UsualPieceBytes, int? threads = null) : ForwardStream
{
    // Who asks for no more wants to see a header, and nothing is inflated ahead.
    private const int HeaderBytes = 1 << 16;

    // Nobody takes what more would give, and each may hold some MB.
    private const int MostThreads = 8;

    private readonly int _threads = Math.Min(threads ?? ParallelLoop.DefaultThreads, MostThreads);
    private readonly GZipSplitter _splitter = new(compressed, pieceBytes);
    private readonly Queue<GZipPiece> _ahead = new();
    private GZipPiece? _piece;
    private CheckedInflater? _rest;
    private long _given;
    private long _givenOfPiece;
    private bool _isDisposed;

    /// <summary>Whether behind the last member bytes follow that are none; known at the end.</summary>
    public bool IsFollowedByOther => _rest is { IsFollowedByOther: true };

    /// <summary>Reads on.</summary>
    /// <exception cref="InvalidDataException">A member is damaged, its checksum is another's, or it is cut short. The message says which, where there are several.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = 0;
        while (_rest is null && count == 0 && !buffer.IsEmpty)
            count = ReadPiece(buffer);
        if (count == 0)
            count = ReadRest(buffer);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _rest?.Dispose();
            _piece?.Dispose();
            foreach (GZipPiece piece in _ahead)
                piece.Dispose();
            _splitter.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadPiece(Span<byte> buffer)
    {
        _piece ??= _ahead.TryDequeue(out GZipPiece? next) ? next : _splitter.Next();
        if (_piece is null)
        {
            _rest = CheckedInflater.GZip(_splitter.Rest());
            return 0;
        }

        if (_threads > 1 && _given + buffer.Length > HeaderBytes)
            LookAhead();
        int count = _piece.Read(buffer);
        _givenOfPiece += count;
        if (count > 0)
            return count;
        if (_piece.IsWhole)
        {
            _piece.Dispose();
            _piece = null;
            _givenOfPiece = 0;
        }
        else
        {
            Uncut(_piece);
        }

        return 0;
    }

    private void LookAhead()
    {
        while (_ahead.Count <= _threads && _splitter.Next() is { } piece)
        {
            piece.InflateAhead();
            _ahead.Enqueue(piece);
        }
    }

    // From the last place that is known to be the beginning of a member, on behind what was given of it already.
    private void Uncut(GZipPiece piece)
    {
        Stream all = _splitter.Rest();
        foreach (GZipPiece following in _ahead.Reverse())
            all = new PrefixedStream(following.Compressed, all);
        _rest = CheckedInflater.GZip(new PrefixedStream(piece.Compressed, all));
        Span<byte> passed = stackalloc byte[4096];
        for (int count = 1; count > 0 && _givenOfPiece > 0; _givenOfPiece -= count)
            count = _rest.Read(passed[..(int)Math.Min(passed.Length, _givenOfPiece)]);
    }

    private int ReadRest(Span<byte> buffer)
    {
        try
        {
            return _rest?.Read(buffer) ?? 0;
        }
        catch (InvalidDataException damage)
        {
            (long number, long offset) = _piece?.FirstDamaged() ?? (_splitter.Number, _splitter.Offset);
            string member = number == 1 && _piece is null ? "it" : $"gzip member {number}, from byte {offset} of the data on,";
            throw new InvalidDataException($"{member} {_rest!.Fault}", damage);
        }
    }
}
