namespace Dcmqi.Iods;

/// <summary>Where the frames of a tiled image lie in its Total Pixel Matrix, and which of them lie in a region of it.</summary>
/// <param name="size">Size of a tile.</param>
/// <param name="columns">For each frame the column of its first pixel, from 0.</param>
/// <param name="rows">For each frame the row of its first pixel, from 0.</param>
/// <param name="focalPlanes">For each frame its focal plane.</param>
internal sealed class TileIndex(TileSize size, int[] columns, int[] rows, int[] focalPlanes)
{
    // Frames sorted by focal plane, row of tiles and column of tiles, so that those of a region lie together.
    private readonly Lazy<(long[] Keys, int[] Frames)> _sorted = new(() => Sort(size, columns, rows, focalPlanes));

    /// <summary>Size of a tile.</summary>
    public TileSize Size => size;

    public int Count => columns.Length;

    public int Column(int frame) => columns[frame];

    public int Row(int frame) => rows[frame];

    public int FocalPlane(int frame) => focalPlanes[frame];

    /// <summary>Whether all lie on one grid of tiles, so that two either are the same tile or share no pixel.</summary>
    public bool AreAligned
    {
        get
        {
            for (int frame = 0; frame < Count; frame++)
            {
                if (columns[frame] < 0 || rows[frame] < 0 || columns[frame] % size.Columns != 0 || rows[frame] % size.Rows != 0)
                    return false;
            }

            return true;
        }
    }

    /// <summary>The frames that have pixels in a region, by place, then by number.</summary>
    public IEnumerable<int> In(int column, int row, int width, int height, int focalPlane)
    {
        (long[] keys, int[] frames) = _sorted.Value;
        for (long down = Down(row - size.Rows + 1L, size.Rows); down <= Down(row + height - 1L, size.Rows); down++)
        {
            long last = Key(focalPlane, down, Down(column + width - 1L, size.Columns));
            int at = Array.BinarySearch(keys, Key(focalPlane, down, Down(column - size.Columns + 1L, size.Columns)));
            at = at < 0 ? ~at : at;
            while (at > 0 && keys[at - 1] == keys[Math.Min(at, keys.Length - 1)])
                at--;
            for (; at < keys.Length && keys[at] <= last; at++)
            {
                int frame = frames[at];
                if (columns[frame] < column + (long)width && columns[frame] + (long)size.Columns > column
                    && rows[frame] < row + (long)height && rows[frame] + (long)size.Rows > row)
                {
                    yield return frame;
                }
            }
        }
    }

    private static (long[] Keys, int[] Frames) Sort(TileSize size, int[] columns, int[] rows, int[] focalPlanes)
    {
        var order = new (long Key, int Frame)[columns.Length];
        for (int frame = 0; frame < order.Length; frame++)
            order[frame] = (Key(focalPlanes[frame], Down(rows[frame], size.Rows), Down(columns[frame], size.Columns)), frame);
        Array.Sort(order);
        return (Array.ConvertAll(order, pair => pair.Key), Array.ConvertAll(order, pair => pair.Frame));
    }

    // Division that rounds down; one more, so that a tile that begins before the matrix counts from 0 too.
    private static long Down(long position, int size) => (long)Math.Floor((double)position / size) + 1;

    // Tiles are at most 2^24 each way and planes 2^14; SlideReading sees to it.
    private static long Key(int focalPlane, long down, long across) => ((long)focalPlane << 50) | (Math.Clamp(down, 0, (1L << 25) - 1) << 25) | Math.Clamp(across, 0, (1L << 25) - 1);
}
