namespace Dcmqi.Volumes;

/// <summary>How the planes of a volume across one of its axes lie in a file, one value behind the other.</summary>
/// <param name="Size">The grid as it was read: x fastest.</param>
/// <param name="PerSlice">Components that lie within a slice.</param>
/// <param name="Volumes">Volumes that lie one behind the other.</param>
/// <param name="Axis">The axis across which planes are.</param>
/// <param name="BlockSlices">How many slices were taken apart into planes together: of such a block, all that belongs to the first plane comes first, one component after the other. Of no meaning where planes are slices.</param>
internal readonly record struct PlaneLayout(VolumeSize Size, int PerSlice, int Volumes, int Axis, int BlockSlices)
{
    /// <summary>The planes of one component.</summary>
    public int Count => Size.Along(Axis);

    /// <summary>The values of a plane that lie in one slice.</summary>
    public int RowLength => checked((int)(Size.SliceVoxelCount / (Axis == 2 ? 1 : Count)));

    /// <summary>The values of one plane.</summary>
    public long PlaneLength => Axis == 2 ? Size.SliceVoxelCount : (long)RowLength * Size.Z;

    /// <summary>What lies together of a plane, from one of its values on.</summary>
    /// <param name="component">The component.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="from">The value within the plane.</param>
    /// <returns>Where it lies, in values from the first, and its length.</returns>
    public (long Start, int Length) Piece(int component, int plane, int from)
    {
        (int volume, int inSlice) = Math.DivRem(component, PerSlice);
        long slice = (long)volume * Size.Z;
        if (Axis == 2)
            return (((((slice + plane) * PerSlice) + inSlice) * RowLength) + from, RowLength - from);
        (int before, int inRow) = Math.DivRem(from, RowLength);
        (long block, long inBlock) = Math.DivRem(slice + before, BlockSlices);
        long first = block * BlockSlices, slices = Math.Min(BlockSlices, ((long)Volumes * Size.Z) - first);
        long start = (first * PerSlice * Size.SliceVoxelCount) + ((((((long)plane * PerSlice) + inSlice) * slices) + inBlock) * RowLength) + inRow;
        return (start, ((int)Math.Min(slices - inBlock, Size.Z - before) * RowLength) - inRow);
    }

    /// <summary>Takes one component of one slice of a block apart into planes.</summary>
    /// <param name="slice">Its values.</param>
    /// <param name="block">Takes them: all of the block.</param>
    /// <param name="slices">The slices of the block.</param>
    /// <param name="index">The slice.</param>
    /// <param name="inSlice">The component.</param>
    public void TakeApart<T>(ReadOnlySpan<T> slice, Span<T> block, int slices, int index, int inSlice)
    {
        long stride = (long)PerSlice * slices * RowLength, start = (((long)inSlice * slices) + index) * RowLength;
        if (Axis == 1)
        {
            for (int y = 0; y < Size.Y; y++)
                slice.Slice(y * Size.X, Size.X).CopyTo(block[(int)(start + (y * stride))..]);
            return;
        }

        // As many rows at once as the cache has lines for.
        const int Rows = 64;
        for (int top = 0; top < Size.Y; top += Rows)
        {
            int rows = Math.Min(Rows, Size.Y - top);
            for (int x = 0; x < Size.X; x++)
            {
                Span<T> target = block.Slice((int)(start + (x * stride)) + top, rows);
                int from = (top * Size.X) + x;
                for (int y = 0; y < target.Length; y++, from += Size.X)
                    target[y] = slice[from];
            }
        }
    }
}
