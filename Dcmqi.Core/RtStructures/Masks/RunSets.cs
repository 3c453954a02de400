using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Sets of pixels of one plane as runs, ascending and apart.</summary>
internal static class RunSets
{
    public static LabelRun[] Union(ReadOnlySpan<LabelRun> a, ReadOnlySpan<LabelRun> b) => Combine(a, b, (inA, inB) => inA || inB);

    public static LabelRun[] Xor(ReadOnlySpan<LabelRun> a, ReadOnlySpan<LabelRun> b) => Combine(a, b, (inA, inB) => inA != inB);

    public static long Count(ReadOnlySpan<LabelRun> runs)
    {
        long count = 0;
        foreach (LabelRun run in runs)
            count += run.Length;
        return count;
    }

    /// <summary>The number of pixels that are in both.</summary>
    public static long CountCommon(ReadOnlySpan<LabelRun> a, ReadOnlySpan<LabelRun> b)
    {
        long common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            int endA = a[i].Start + a[i].Length, endB = b[j].Start + b[j].Length;
            common += Math.Max(0, Math.Min(endA, endB) - Math.Max(a[i].Start, b[j].Start));
            if (endA <= endB)
                i++;
            else
                j++;
        }

        return common;
    }

    private static LabelRun[] Combine(ReadOnlySpan<LabelRun> a, ReadOnlySpan<LabelRun> b, Func<bool, bool, bool> isIn)
    {
        var runs = new List<LabelRun>(a.Length + b.Length);
        int start = -1;

        // Even boundaries are starts of runs, odd ones their ends.
        for (int i = 0, j = 0; i < a.Length * 2 || j < b.Length * 2;)
        {
            int atA = i < a.Length * 2 ? Boundary(a, i) : int.MaxValue, atB = j < b.Length * 2 ? Boundary(b, j) : int.MaxValue;
            int at = Math.Min(atA, atB);
            if (atA == at)
                i++;
            if (atB == at)
                j++;

            // Two runs of one set that touch are one.
            if (i < a.Length * 2 && Boundary(a, i) == at)
                i++;
            if (j < b.Length * 2 && Boundary(b, j) == at)
                j++;
            bool inside = isIn((i & 1) == 1, (j & 1) == 1);
            if (inside && start < 0)
            {
                start = at;
            }
            else if (!inside && start >= 0)
            {
                runs.Add(new LabelRun(start, at - start));
                start = -1;
            }
        }

        return [.. runs];
    }

    private static int Boundary(ReadOnlySpan<LabelRun> runs, int index) => runs[index >> 1].Start + ((index & 1) == 0 ? 0 : runs[index >> 1].Length);
}
