using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>What several polygons of one region in one plane enclose together.</summary>
internal static class PlaneRegions
{
    /// <summary>Combines polygons. One that lies in another is a hole of it (or, within a hole, an island); those that cross or are equal are joined first.</summary>
    /// <param name="polygons">The pixels of each.</param>
    /// <param name="crossed">Becomes <see langword="true"/> where polygons cross or are equal.</param>
    public static LabelRun[] Combine(IReadOnlyList<LabelRun[]> polygons, ref bool crossed) => Combine(polygons, out _, ref crossed);

    /// <param name="polygons">The pixels of each.</param>
    /// <param name="groups">Becomes the number of the group of each: those that are joined are one. What encloses no pixel is a group of its own.</param>
    /// <param name="crossed">Becomes <see langword="true"/> where polygons cross or are equal.</param>
    /// <inheritdoc cref="Combine(IReadOnlyList{LabelRun[]}, ref bool)"/>
    public static LabelRun[] Combine(IReadOnlyList<LabelRun[]> polygons, out int[] groups, ref bool crossed)
    {
        groups = Apart(polygons.Count);
        if (polygons.Count == 1)
            return polygons[0];
        var joined = new List<(LabelRun[] Runs, int Group)>();
        for (int polygon = 0; polygon < polygons.Count; polygon++)
        {
            if (polygons[polygon].Length == 0)
                continue;
            (LabelRun[] Runs, int Group) group = (polygons[polygon], polygon);

            // What was joined may cross groups that it did not cross before.
            for (int index = 0; index < joined.Count; index++)
            {
                if (!Crosses(group.Runs, joined[index].Runs))
                    continue;
                crossed = true;
                int absorbed = joined[index].Group;
                group.Runs = RunSets.Union(group.Runs, joined[index].Runs);
                foreach (ref int one in groups.AsSpan())
                    one = one == absorbed ? group.Group : one;
                joined.RemoveAt(index);
                index = -1;
            }

            joined.Add(group);
        }

        return CombineXor([.. joined.Select(group => group.Runs)]);
    }

    /// <summary>Each polygon is a group of its own.</summary>
    public static int[] Apart(int polygons) => [.. Enumerable.Range(0, polygons)];

    /// <summary>PS3.3 C.8.8.6.3: the pixels that an odd number of polygons encloses.</summary>
    public static LabelRun[] CombineXor(IReadOnlyList<LabelRun[]> polygons)
    {
        LabelRun[] all = [];
        foreach (LabelRun[] polygon in polygons)
            all = all.Length == 0 ? polygon : RunSets.Xor(all, polygon);
        return all;
    }

    // Neither apart nor one within the other.
    private static bool Crosses(LabelRun[] a, LabelRun[] b)
    {
        if (a[0].Start > b[^1].Start + b[^1].Length || b[0].Start > a[^1].Start + a[^1].Length)
            return false;
        long common = RunSets.CountCommon(a, b), inA = RunSets.Count(a), inB = RunSets.Count(b);
        return common > 0 && (inA == inB || (common != inA && common != inB));
    }
}
