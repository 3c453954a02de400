using System.Buffers.Binary;
using System.Collections;

namespace Dcmqi.Dicom.PixelData;

/// <summary>The fragments of each frame of encapsulated Pixel Data (PS3.5 A.4).</summary>
internal sealed class EncapsulatedFrames : IReadOnlyList<IReadOnlyList<BulkValue>>
{
    private const int ItemHeader = 8;

    private readonly BulkValue[] _parts;

    // The first fragment of each frame, then the number of fragments; null where each fragment is a frame.
    private readonly int[]? _firsts;

    private EncapsulatedFrames(BulkValue[] parts, int[]? firsts)
    {
        _parts = parts;
        _firsts = firsts;
    }

    /// <summary>Number of Frames.</summary>
    public int Count => _firsts is null ? _parts.Length : _firsts.Length - 1;

    /// <summary>The fragments of a frame, in order.</summary>
    public IReadOnlyList<BulkValue> this[int index] => _firsts is null
        ? new ArraySegment<BulkValue>(_parts, index, 1)
        : new ArraySegment<BulkValue>(_parts, _firsts[index], _firsts[index + 1] - _firsts[index]);

    /// <summary>Sets Pixel Data to one fragment for each frame, with a Basic Offset Table, or an Extended Offset Table (PS3.3 C.7.6.3.1.8) where offsets need more than 32 bits.</summary>
    /// <param name="dataSet">Takes Pixel Data and, where needed, the extended tables; those it has are removed.</param>
    /// <param name="frames">Compressed frames in order.</param>
    public static void Set(DataSet dataSet, IReadOnlyList<BulkValue> frames)
    {
        long[] offsets = new long[frames.Count];
        long[] lengths = new long[frames.Count];
        long end = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = end;
            lengths[i] = PaddedLength(frames[i]);
            end += ItemHeader + lengths[i];
        }

        dataSet.Remove(Tags.ExtendedOffsetTable);
        dataSet.Remove(Tags.ExtendedOffsetTableLengths);
        uint[] basic = [];
        if (offsets.Length == 0 || offsets[^1] <= uint.MaxValue)
        {
            basic = Array.ConvertAll(offsets, offset => (uint)offset);
        }
        else
        {
            // The one table is there only where the other is empty.
            dataSet.SetBytes(Tags.ExtendedOffsetTable, VR.OV, ToBytes(offsets));
            dataSet.SetBytes(Tags.ExtendedOffsetTableLengths, VR.OV, ToBytes(lengths));
        }

        dataSet.SetFragments(Tags.PixelData, new Fragments(basic, frames));
    }

    /// <summary>Finds the fragments of each frame: by the Extended Offset Table, the Basic Offset Table, or their number.</summary>
    /// <param name="dataSet">Holds encapsulated Pixel Data.</param>
    /// <param name="frameCount">Number of Frames.</param>
    /// <param name="warn">Is told of a table that does not fit and is not needed.</param>
    /// <exception cref="DicomFormatException">Neither a table nor the number of fragments tells where frames begin.</exception>
    public static EncapsulatedFrames Find(DataSet dataSet, int frameCount, Action<string>? warn = null)
    {
        if (dataSet.Find(Tags.PixelData)?.Fragments is not { } fragments)
            throw dataSet.Fault(Tags.PixelData, "is not encapsulated");
        BulkValue[] parts = fragments.Parts as BulkValue[] ?? [.. fragments.Parts];
        if (parts.Length == 0 || frameCount > parts.Length)
            throw dataSet.Fault(Tags.PixelData, $"has {Counted.Of(parts.Length, "fragment")}; at least one for each of {Counted.Of(frameCount, "frame")} was expected");
        if (frameCount == 1)
            return new EncapsulatedFrames(parts, [0, parts.Length]);
        Tag table = dataSet.HasValue(Tags.ExtendedOffsetTable) ? Tags.ExtendedOffsetTable : Tags.PixelData;
        ulong[] starts = table == Tags.PixelData ? Array.ConvertAll([.. fragments.Offsets], offset => (ulong)offset) : ExtendedTable(dataSet);
        string name = table == Tags.PixelData ? $"The Basic Offset Table of {Tags.PixelData.Describe()}" : table.Describe();
        int[]? firsts = FirstsOf(parts, starts, frameCount);
        if (firsts is not null)
            return new EncapsulatedFrames(parts, firsts);
        if (parts.Length == frameCount)
        {
            if (starts.Length > 0)
                warn?.Invoke($"{name} does not fit the fragments; there is one for each frame, and so they are read.");
            return new EncapsulatedFrames(parts, null);
        }

        throw dataSet.Fault(table, starts.Length == 0
            ? $"has {Counted.Of(parts.Length, "fragment")} for {Counted.Of(frameCount, "frame")}, and no offset table that tells where frames begin (PS3.5 A.4)"
            : $"has {starts.Length} offsets, which do not point to the first fragments of {Counted.Of(frameCount, "frame")} among {Counted.Of(parts.Length, "fragment")} (PS3.5 A.4)");
    }

    public IEnumerator<IReadOnlyList<BulkValue>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Null where the offsets do not fit the fragments.
    private static int[]? FirstsOf(BulkValue[] parts, ulong[] starts, int frameCount)
    {
        if (starts.Length != frameCount || starts[0] != 0)
            return null;
        int[] firsts = new int[frameCount + 1];
        ulong offset = 0;
        int part = 0;
        for (int frame = 0; frame < frameCount; frame++)
        {
            // Each frame has a fragment at least, and so its offset is beyond the one before.
            if (frame > 0 && starts[frame] <= starts[frame - 1])
                return null;
            for (; offset < starts[frame] && part < parts.Length; part++)
                offset += ItemHeader + (ulong)PaddedLength(parts[part]);
            if (offset != starts[frame] || part == parts.Length)
                return null;
            firsts[frame] = part;
        }

        firsts[frameCount] = parts.Length;
        return firsts;
    }

    private static ulong[] ExtendedTable(DataSet dataSet)
    {
        ReadOnlySpan<byte> bytes = dataSet.Find(Tags.ExtendedOffsetTable)!.Value.Span;
        ulong[] starts = new ulong[bytes.Length / 8];
        for (int i = 0; i < starts.Length; i++)
            starts[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 8)..]);
        return starts;
    }

    private static byte[] ToBytes(long[] numbers)
    {
        byte[] bytes = new byte[numbers.Length * 8];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * 8), numbers[i]);
        return bytes;
    }

    private static long PaddedLength(BulkValue part) => part.Length + (part.Length & 1);
}
