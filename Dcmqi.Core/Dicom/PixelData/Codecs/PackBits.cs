using System.Numerics;
using System.Runtime.Intrinsics;

namespace Dcmqi.Dicom.PixelData;

/// <summary>The run length code of PS3.5 G.3.</summary>
internal static class PackBits
{
    private const int LongestRun = 128;
    private const int LeastRun = 3;

    /// <summary>The most bytes that a row can take.</summary>
    public static int LongestRow(int columns) => columns + (columns / LongestRun) + 2;

    /// <summary>Codes one row.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int EncodeRow(ReadOnlySpan<byte> row, Span<byte> output)
    {
        int written = 0;
        while (!row.IsEmpty)
        {
            int literals = FindRun(row);
            written += WriteLiterals(row[..literals], output[written..]);
            row = row[literals..];
            if (row.IsEmpty)
                break;
            int run = row.IndexOfAnyExcept(row[0]);
            if (run < 0)
                run = row.Length;
            written += WriteRun(row[0], run, output[written..]);
            row = row[run..];
        }

        return written;
    }

    /// <summary>Decodes a segment as far as it and the room for it go.</summary>
    /// <returns>The number of bytes decoded; fewer than there is room for where the segment is too short.</returns>
    public static int Decode(ReadOnlySpan<byte> segment, Span<byte> output)
    {
        int read = 0;
        int written = 0;
        while (read < segment.Length && written < output.Length)
        {
            int code = (sbyte)segment[read++];
            if (code >= 0)
            {
                int count = Math.Min(code + 1, Math.Min(segment.Length - read, output.Length - written));
                segment.Slice(read, count).CopyTo(output[written..]);
                read += count;
                written += count;
            }
            else if (code != sbyte.MinValue && read < segment.Length)
            {
                int count = Math.Min(1 - code, output.Length - written);
                output.Slice(written, count).Fill(segment[read++]);
                written += count;
            }
        }

        return written;
    }

    // The place of the first three equal bytes; shorter runs gain nothing among literals.
    private static int FindRun(ReadOnlySpan<byte> row)
    {
        int i = 0;
        if (row.Length >= LeastRun && row[0] == row[1] && row[1] == row[2])
            return 0;
        for (; i <= row.Length - Vector128<byte>.Count - 2; i += Vector128<byte>.Count)
        {
            Vector128<byte> second = Vector128.Create(row.Slice(i + 1, Vector128<byte>.Count));
            Vector128<byte> equal = Vector128.Equals(Vector128.Create(row.Slice(i, Vector128<byte>.Count)), second)
                & Vector128.Equals(second, Vector128.Create(row.Slice(i + 2, Vector128<byte>.Count)));
            uint mask = equal.ExtractMostSignificantBits();
            if (mask != 0)
                return i + BitOperations.TrailingZeroCount(mask);
        }

        for (; i < row.Length - 2; i++)
        {
            if (row[i] == row[i + 1] && row[i + 1] == row[i + 2])
                return i;
        }

        return row.Length;
    }

    private static int WriteLiterals(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        // G.3.1: a pair that no literals surround is a run.
        if (bytes.Length == 2 && bytes[0] == bytes[1])
            return WriteRun(bytes[0], 2, output);
        int written = 0;
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, LongestRun);
            output[written] = (byte)(count - 1);
            bytes[..count].CopyTo(output[(written + 1)..]);
            written += count + 1;
            bytes = bytes[count..];
        }

        return written;
    }

    private static int WriteRun(byte value, int length, Span<byte> output)
    {
        int written = 0;
        for (; length > 0; length -= LongestRun)
        {
            int count = Math.Min(length, LongestRun);
            // A run of one is a literal: 0 is the code of both.
            output[written] = (byte)(1 - count);
            output[written + 1] = value;
            written += 2;
        }

        return written;
    }
}
