using Dcmqi.Segmentations;

namespace Dcmqi.Surfaces.Meshing;

/// <summary>The part of a grid that holds a region, with one voxel of nothing all around, so that its surface closes at the border of the grid too.</summary>
/// <param name="FirstX">The first column of the region; column 1 of the box.</param>
/// <param name="FirstY">The first row of the region; row 1 of the box.</param>
/// <param name="FirstZ">The first slice of the region.</param>
/// <param name="LastZ">The last slice of the region.</param>
/// <param name="Columns">Columns of the box.</param>
/// <param name="Rows">Rows of the box.</param>
internal readonly record struct TracedBox(int FirstX, int FirstY, int FirstZ, int LastZ, int Columns, int Rows)
{
    /// <summary>Words of 64 voxels in a row.</summary>
    public int Words => (Columns + 63) / 64;

    /// <summary>The box of a region; <see langword="null"/> where it has no voxel.</summary>
    public static TracedBox? Of(IReadOnlyList<LabelRun[]> slices, int width)
    {
        (int firstX, int firstY, int firstZ, int lastX, int lastY, int lastZ) = (int.MaxValue, int.MaxValue, int.MaxValue, 0, 0, -1);
        for (int z = 0; z < slices.Count; z++)
        {
            if (slices[z].Length == 0)
                continue;
            (firstZ, lastZ) = (Math.Min(firstZ, z), z);
            foreach (LabelRun run in slices[z])
            {
                int last = run.Start + run.Length - 1;
                bool isOneRow = run.Start / width == last / width;
                firstX = Math.Min(firstX, isOneRow ? run.Start % width : 0);
                lastX = Math.Max(lastX, isOneRow ? last % width : width - 1);
                firstY = Math.Min(firstY, run.Start / width);
                lastY = Math.Max(lastY, last / width);
            }
        }

        return lastZ < 0 ? null : new TracedBox(firstX, firstY, firstZ, lastZ, lastX - firstX + 3, lastY - firstY + 3);
    }

    /// <summary>Sets the bits of the voxels of a slice.</summary>
    public void Draw(LabelRun[] runs, int width, ulong[] bits)
    {
        foreach (LabelRun run in runs)
        {
            // A run may go on into the next row.
            for (int at = run.Start, end = run.Start + run.Length; at < end;)
            {
                int endOfRow = Math.Min(end, ((at / width) + 1) * width);
                DrawRow((at / width) - FirstY + 1, (at % width) - FirstX + 1, endOfRow - at, bits);
                at = endOfRow;
            }
        }
    }

    private void DrawRow(int row, int column, int length, ulong[] bits)
    {
        int end = column + length;
        for (int word = column / 64; word <= (end - 1) / 64; word++)
        {
            int from = Math.Max(column - (word * 64), 0), to = Math.Min(end - (word * 64), 64);
            bits[(row * Words) + word] |= (ulong.MaxValue >> (64 - (to - from))) << from;
        }
    }
}
