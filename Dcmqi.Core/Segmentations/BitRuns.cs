using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dcmqi.Segmentations;

/// <summary>The runs of ones in a frame's bits, lowest bit first; found word by word.</summary>
/// <param name="bits">A frame; a multiple of 8 bytes, and zeros behind the last pixel.</param>
internal readonly struct BitRuns(byte[] bits)
{
    public Enumerator GetEnumerator() => new(bits);

    public LabelRun[] ToArray()
    {
        var runs = new List<LabelRun>();
        foreach (LabelRun run in this)
            runs.Add(run);
        return [.. runs];
    }

    public ref struct Enumerator(byte[] bits)
    {
        private readonly ReadOnlySpan<ulong> _words = MemoryMarshal.Cast<byte, ulong>(bits);
        private int _bit;

        public LabelRun Current { get; private set; }

        public bool MoveNext()
        {
            int start = Next(_bit, 0);
            if (start < 0)
                return false;
            int end = Next(start, ulong.MaxValue);
            if (end < 0)
                end = _words.Length * 64;
            Current = new LabelRun(start, end - start);
            _bit = end;
            return true;
        }

        // The first bit from here on that differs from those of the word given, all zeros or all ones; -1 if there is none.
        private readonly int Next(int bit, ulong passedOver)
        {
            int word = bit >> 6;
            if (word >= _words.Length)
                return -1;
            ulong rest = (Word(word) ^ passedOver) >> (bit & 63);
            if (rest != 0)
                return bit + BitOperations.TrailingZeroCount(rest);
            int further = _words[(word + 1)..].IndexOfAnyExcept(passedOver);
            if (further < 0)
                return -1;
            word += 1 + further;
            return (word << 6) + BitOperations.TrailingZeroCount(Word(word) ^ passedOver);
        }

        private readonly ulong Word(int index) =>
            BitConverter.IsLittleEndian ? _words[index] : BinaryPrimitives.ReverseEndianness(_words[index]);
    }
}
