using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dcmqi.Dicom.PixelData;

/// <summary>The runs of ones in a buffer, found a word at a time. For <see langword="foreach"/>.</summary>
internal ref struct BitRuns
{
    private readonly ReadOnlySpan<byte> _bits;
    private readonly int _count;
    private int _position;

    internal BitRuns(ReadOnlySpan<byte> bits, int count)
    {
        _bits = bits;
        _count = count;
        _position = 0;
        Current = default;
    }

    /// <summary>First bit of the run, and number of bits in it.</summary>
    public (int Start, int Length) Current { get; private set; }

    public readonly BitRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        int start = Next(_position, invert: 0);
        if (start == _count)
            return false;
        _position = Next(start, invert: ulong.MaxValue);
        Current = (start, _position - start);
        return true;
    }

    // The next one (or, inverted, the next zero) at or after a position; the count where there is none.
    private readonly int Next(int position, ulong invert)
    {
        if (position >= _count)
            return _count;
        int word = position >> 6;
        ulong rest = (WordAt(word) ^ invert) >> (position & 63);
        if (rest != 0)
            return Math.Min(_count, position + BitOperations.TrailingZeroCount(rest));

        // Whole words of what is passed over go by many at a time; most of a frame is such.
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(_bits);
        word++;
        if (word < words.Length)
        {
            int further = words[word..].IndexOfAnyExcept(invert);
            word = further < 0 ? words.Length : word + further;
        }

        rest = word * 8 < _bits.Length ? WordAt(word) ^ invert : 0;
        return rest == 0 ? _count : Math.Min(_count, (word << 6) + BitOperations.TrailingZeroCount(rest));
    }

    private readonly ulong WordAt(int index)
    {
        int start = index * 8;
        if (start + 8 <= _bits.Length)
            return BinaryPrimitives.ReadUInt64LittleEndian(_bits[start..]);
        ulong word = 0;
        for (int i = _bits.Length - 1; i >= start; i--)
            word = (word << 8) | _bits[i];
        return word;
    }
}
