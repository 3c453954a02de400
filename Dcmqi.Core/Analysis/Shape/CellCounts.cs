using Dcmqi.Volumes.Cells;

namespace Dcmqi.Analysis.Shape;

/// <summary>Counts the cells between the voxel centres of a region by which of their corners are inside, 64 at a time.</summary>
internal static class CellCounts
{
    /// <returns>256 counts, by the corners inside as <see cref="CellFaces"/> numbers them.</returns>
    public static long[] Of(Region region)
    {
        long[] counts = new long[256];
        if (region.IsEmpty)
            return counts;

        // One voxel of nothing all around, so that the surface closes.
        int words = ((region.Last.X - region.First.X + 3) / 64) + 1;
        int rows = region.Last.Y - region.First.Y + 3;
        ulong[] below = new ulong[rows * words], above = new ulong[rows * words];
        int next = 0;
        for (int z = region.First.Z - 1; z <= region.Last.Z; z++)
        {
            Array.Clear(above);
            if (next < region.Slices.Count && region.Slices[next].Z == z + 1)
                Draw(region.Slices[next++], region.First, above, words);
            for (int y = 0; y < rows - 1; y++)
            {
                int row = y * words;
                CountRow(below.AsSpan(row, words), below.AsSpan(row + words, words), above.AsSpan(row, words), above.AsSpan(row + words, words), counts);
            }

            (below, above) = (above, below);
        }

        return counts;
    }

    private static void Draw(RegionSlice slice, (int X, int Y, int Z) first, ulong[] bits, int words)
    {
        foreach (RowRun run in slice.Runs)
        {
            int row = (run.Y - first.Y + 1) * words;
            int start = run.X - first.X + 1, end = start + run.Length;
            for (int word = start / 64; word <= (end - 1) / 64; word++)
            {
                int from = Math.Max(start - (word * 64), 0), to = Math.Min(end - (word * 64), 64);
                bits[row + word] |= (ulong.MaxValue >> (64 - (to - from))) << from;
            }
        }
    }

    private static void CountRow(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> c, ReadOnlySpan<ulong> d, long[] counts)
    {
        for (int word = 0; word < a.Length; word++)
        {
            ulong any = a[word] | b[word] | c[word] | d[word];
            bool isLast = word == a.Length - 1;
            ulong aNext = Shifted(a, word, isLast), bNext = Shifted(b, word, isLast), cNext = Shifted(c, word, isLast), dNext = Shifted(d, word, isLast);
            any |= aNext | bNext | cNext | dNext;
            if (any == 0)
                continue;
            ulong all = a[word] & b[word] & c[word] & d[word] & aNext & bNext & cNext & dNext;
            counts[255] += (long)ulong.PopCount(all);
            for (ulong mixed = any & ~all; mixed != 0; mixed &= mixed - 1)
            {
                int bit = (int)ulong.TrailingZeroCount(mixed);
                counts[(int)(
                    ((a[word] >> bit) & 1) | (((aNext >> bit) & 1) << 1) | (((b[word] >> bit) & 1) << 2) | (((bNext >> bit) & 1) << 3)
                    | (((c[word] >> bit) & 1) << 4) | (((cNext >> bit) & 1) << 5) | (((d[word] >> bit) & 1) << 6) | (((dNext >> bit) & 1) << 7))]++;
            }
        }
    }

    private static ulong Shifted(ReadOnlySpan<ulong> row, int word, bool isLast) => (row[word] >> 1) | (isLast ? 0 : row[word + 1] << 63);
}
