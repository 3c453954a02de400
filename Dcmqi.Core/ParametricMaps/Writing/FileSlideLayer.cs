using System.Buffers;
using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>Tiles whose pixels are read from a file each time they are asked for.</summary>
internal sealed class FileSlideLayer<T> : SlideLayer<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly bool[] _has;

    /// <param name="file">The file; its planes are the rows of the level (<see cref="PlaneFile.OfRows"/>).</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="grid">The tiles.</param>
    /// <param name="loop">Goes through them.</param>
    /// <param name="metadata">What the values are.</param>
    /// <exception cref="ConversionException">The file changed.</exception>
    public FileSlideLayer(ValueFile file, string name, SlideGrid grid, TileLoop loop, ParametricMapMetadata metadata)
        : base(name, grid, metadata)
    {
        File = file;
        _has = new bool[grid.Count];
        loop.Run(() => new T[grid.Size.Columns], (index, tile, pixels) =>
        {
            // Most tiles begin with a number.
            for (int row = 0; row < tile.UsedRows && !_has[index]; row++)
            {
                Read(tile, row, pixels);
                _has[index] = HasValue(pixels.AsSpan(0, tile.UsedColumns));
            }
        });
    }

    public override ValueFile File { get; }

    // Whole rows of the level lie together in the file.
    protected override bool GathersAll => true;

    public override bool Has(int tile) => _has[tile];

    protected override void StoreTile(int tile, StoredPixels pixels, Span<byte> destination)
    {
        SlideTile place = Grid[tile];
        T[] values = ArrayPool<T>.Shared.Rent(place.Size.PixelCount);
        if (place.UsedColumns < place.Size.Columns || place.UsedRows < place.Size.Rows)
            Array.Clear(values);
        for (int row = 0; row < place.UsedRows; row++)
            Read(place, row, values.AsSpan(row * place.Size.Columns));
        pixels.Store<T>(values.AsSpan(0, place.Size.PixelCount), destination);
        ArrayPool<T>.Shared.Return(values);
    }

    protected override TResult Gather<TResult>(TResult start, RowWork<TResult> work, Func<TResult, TResult, TResult> join, CancellationToken cancellationToken)
    {
        TResult whole = start;
        (int columns, int rows) = (Grid.Level.Matrix.Columns, Grid.Level.Matrix.Rows);
        ParallelLoop.Run(checked(rows * Grid.FocalPlanes.Length), () => (Values: ArrayPool<T>.Shared.Rent(columns), Result: start), (index, ref state) =>
        {
            (int plane, int row) = Math.DivRem(index, rows);
            Span<T> values = state.Values.AsSpan(0, columns);
            File.Read(0, row, plane * columns, values);
            state.Result = work(values, state.Result);
        }, cancellationToken, end: state =>
        {
            ArrayPool<T>.Shared.Return(state.Values);
            whole = join(whole, state.Result);
        });
        return whole;
    }

    private void Read(SlideTile tile, int row, Span<T> pixels) => File.Read(
        0, tile.Row + row, (Array.IndexOf(Grid.FocalPlanes, tile.FocalPlane) * Grid.Level.Matrix.Columns) + tile.Column, pixels[..tile.UsedColumns]);
}
