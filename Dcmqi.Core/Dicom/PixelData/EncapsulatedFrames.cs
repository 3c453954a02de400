using System.Buffers.Binary;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames as fragments of encapsulated Pixel Data (PS3.5 A.4), and where they are.</summary>
internal static class EncapsulatedFrames
{
    private const int ItemHeader = 8;

    /// <summary>Sets Pixel Data to one fragment for each frame, with a Basic Offset Table, or an Extended Offset Table (PS3.3 C.7.6.3.1.8) where offsets need more than 32 bits.</summary>
    /// <param name="dataSet">Takes Pixel Data and, where needed, the extended tables.</param>
    /// <param name="frames">Compressed frames in order.</param>
    public static void Set(DataSet dataSet, IReadOnlyList<BulkValue> frames)
    {
        byte[] offsets = new byte[frames.Count * 8];
        byte[] lengths = new byte[frames.Count * 8];
        long offset = 0;
        long last = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            long padded = frames[i].Length + (frames[i].Length & 1);
            BinaryPrimitives.WriteInt64LittleEndian(offsets.AsSpan(i * 8), offset);
            BinaryPrimitives.WriteInt64LittleEndian(lengths.AsSpan(i * 8), padded);
            last = offset;
            offset += ItemHeader + padded;
        }

        dataSet.Remove(Tags.ExtendedOffsetTable);
        dataSet.Remove(Tags.ExtendedOffsetTableLengths);
        uint[] table = [];
        if (last <= uint.MaxValue)
        {
            table = new uint[frames.Count];
            for (int i = 0; i < table.Length; i++)
                table[i] = (uint)BinaryPrimitives.ReadInt64LittleEndian(offsets.AsSpan(i * 8));
        }
        else
        {
            dataSet.SetBytes(Tags.ExtendedOffsetTable, VR.OV, offsets);
            dataSet.SetBytes(Tags.ExtendedOffsetTableLengths, VR.OV, lengths);
        }

        dataSet.SetFragments(Tags.PixelData, new Fragments(table, frames));
    }

    /// <summary>Finds the fragments of each frame.</summary>
    /// <param name="dataSet">Holds encapsulated Pixel Data.</param>
    /// <param name="frameCount">Number of Frames.</param>
    /// <returns>For each frame its fragments in order.</returns>
    /// <exception cref="DicomFormatException">Neither a table nor the number of fragments tells where frames begin, or a table does not fit the fragments.</exception>
    public static IReadOnlyList<BulkValue>[] Find(DataSet dataSet, int frameCount)
    {
        if (dataSet.Find(Tags.PixelData)?.Fragments is not { } fragments)
            throw dataSet.Fault(Tags.PixelData, "is not encapsulated");
        IReadOnlyList<BulkValue> parts = fragments.Parts;
        ulong[] starts = StartsOf(dataSet, fragments);
        if (starts.Length == 0 && frameCount == 1)
            return [parts];
        if (starts.Length == 0 && parts.Count == frameCount)
            return [.. parts.Select(part => (IReadOnlyList<BulkValue>)[part])];
        if (starts.Length != frameCount)
            throw dataSet.Fault(Tags.PixelData, $"has {parts.Count} fragments and {starts.Length} offsets; {frameCount} frames were expected");

        IReadOnlyList<BulkValue>[] frames = new IReadOnlyList<BulkValue>[frameCount];
        int next = 0;
        ulong offset = 0;
        for (int frame = 0; frame < frameCount; frame++)
        {
            if (offset != starts[frame])
                throw dataSet.Fault(Tags.PixelData, $"has no fragment at offset {starts[frame]}, where frame {frame + 1} is said to begin");
            List<BulkValue> own = [];
            ulong end = frame + 1 < frameCount ? starts[frame + 1] : ulong.MaxValue;
            for (; next < parts.Count && offset < end; next++)
            {
                own.Add(parts[next]);
                offset += ItemHeader + (ulong)(parts[next].Length + (parts[next].Length & 1));
            }

            frames[frame] = own;
        }

        return frames;
    }

    private static ulong[] StartsOf(DataSet dataSet, Fragments fragments)
    {
        if (dataSet.Find(Tags.ExtendedOffsetTable) is not { IsEmpty: false } extended)
            return [.. fragments.Offsets.Select(offset => (ulong)offset)];
        ReadOnlySpan<byte> table = extended.Value.Span;
        ulong[] starts = new ulong[table.Length / 8];
        for (int i = 0; i < starts.Length; i++)
            starts[i] = BinaryPrimitives.ReadUInt64LittleEndian(table[(i * 8)..]);
        return starts;
    }
}
