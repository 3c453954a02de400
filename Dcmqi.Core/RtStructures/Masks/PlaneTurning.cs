using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Planes across the first or second axis of a grid as its slices.</summary>
internal static class PlaneTurning
{
    /// <param name="planes">The runs of each plane: u is the first, v the second of the other axes.</param>
    /// <param name="axis">The axis across the planes: 0 or 1.</param>
    /// <param name="size">The grid.</param>
    public static LabelRun[][] ToSlices(LabelRun[][] planes, int axis, VolumeSize size)
    {
        var slices = new LabelRun[size.Z][];
        int width = axis == 0 ? size.Y : size.X;
        for (int z = 0; z < slices.Length; z++)
        {
            var set = new SortedSet<int>();
            for (int plane = 0; plane < planes.Length; plane++)
            {
                foreach (LabelRun run in planes[plane])
                {
                    int first = Math.Max(run.Start, z * width), end = Math.Min(run.Start + run.Length, (z + 1) * width);
                    for (int at = first; at < end; at++)
                        set.Add(axis == 0 ? ((at - (z * width)) * size.X) + plane : (plane * size.X) + at - (z * width));
                }
            }

            slices[z] = Runs(set);
        }

        return slices;
    }

    private static LabelRun[] Runs(SortedSet<int> pixels)
    {
        var runs = new List<LabelRun>();
        foreach (int pixel in pixels)
        {
            if (runs.Count > 0 && runs[^1].Start + runs[^1].Length == pixel)
                runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
            else
                runs.Add(new LabelRun(pixel, 1));
        }

        return [.. runs];
    }
}
