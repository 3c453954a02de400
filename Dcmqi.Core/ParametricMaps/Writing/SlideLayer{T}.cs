using System.Numerics;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <inheritdoc/>
internal abstract class SlideLayer<T>(string name, SlideGrid grid, ParametricMapMetadata metadata) : SlideLayer(name, grid, metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>What is done with neighbouring pixels of a row.</summary>
    protected delegate TResult RowWork<TResult>(ReadOnlySpan<T> row, TResult result);

    public override Type VoxelType => typeof(T);

    /// <summary>Whether tiles without a value are gone through, too.</summary>
    protected abstract bool GathersAll { get; }

    /// <summary>Whether one of some pixels is a number.</summary>
    public static bool HasValue(ReadOnlySpan<T> pixels)
    {
        foreach (T pixel in pixels)
        {
            if (!T.IsNaN(pixel))
                return true;
        }

        return false;
    }

    /// <summary>Whether a pixel of a tile that lies in the plane is a number.</summary>
    public static bool HasValue(SlideTile tile, ReadOnlySpan<T> pixels)
    {
        for (int row = 0; row < tile.UsedRows; row++)
        {
            if (HasValue(pixels.Slice(row * tile.Size.Columns, tile.UsedColumns)))
                return true;
        }

        return false;
    }

    public override VoxelRange Range(VoxelRange start, CancellationToken cancellationToken)
    {
        VoxelRange range = Gather(start, (row, one) => one.Union(VoxelRange.Of(row, one.IsWhole)), (one, other) => one.Union(other), cancellationToken);
        long missing = 0;
        bool isEmpty = true;
        for (int index = 0; index < Grid.Count; index++)
        {
            isEmpty &= !Has(index);
            missing += Has(index) ? 0 : (long)Grid[index].UsedColumns * Grid[index].UsedRows;
        }

        // Most tiles of a sparse map have no value; what they lack counts where they are written.
        return range with { NotANumber = range.NotANumber - (GathersAll ? missing : 0) + (HasAllTiles || isEmpty ? missing : 0) };
    }

    public override double LargestError(StoredPixels pixels, CancellationToken cancellationToken) =>
        Gather(0.0, (row, error) => Math.Max(error, pixels.LargestError(row)), Math.Max, cancellationToken);

    public override void Store(int slice, StoredPixels pixels, Span<byte> destination)
    {
        SlideTile tile = Grid[slice];
        if (Has(slice))
            StoreTile(slice, pixels, destination);
        else
            pixels.Store<float>(Enumerable.Repeat(float.NaN, tile.Size.PixelCount).ToArray(), destination);

        // What lies beyond the plane is 0, whatever that would mean: it does not count.
        int bytes = pixels.BitsAllocated / 8;
        new TileInside(new TileSize(tile.Size.Columns * bytes, tile.Size.Rows), tile.UsedColumns * bytes, tile.UsedRows).Clear(destination);
    }

    /// <summary>Stores a tile that has a value.</summary>
    protected abstract void StoreTile(int tile, StoredPixels pixels, Span<byte> destination);

    /// <summary>Goes through the pixels of all tiles that have a value, and those of others where <see cref="GathersAll"/>; several rows at a time.</summary>
    protected abstract TResult Gather<TResult>(TResult start, RowWork<TResult> work, Func<TResult, TResult, TResult> join, CancellationToken cancellationToken);
}
