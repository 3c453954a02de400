using System.Numerics;
using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <inheritdoc/>
internal sealed class PlaneTiles<T>(PlaneRows<T> rows) : PlaneTiles
    where T : unmanaged, INumberBase<T>
{
    public override LabelLayer Scan(TileScanner scanner, ScanTarget target) => target.Maximum is { } maximum
        ? scanner.Fractions((tile, fractions) => Fill(tile, fractions, maximum), target.MaximumFractionalValue, rows)
        : scanner.Labels(rows, target);

    private void Fill(SlideTile tile, Span<float> fractions, double maximum)
    {
        for (int row = 0; row < tile.UsedRows; row++)
        {
            ReadOnlySpan<T> from = rows.Row(tile, row);
            Span<float> to = fractions.Slice(row * tile.Size.Columns, tile.UsedColumns);
            for (int column = 0; column < to.Length; column++)
                to[column] = (float)(double.CreateTruncating(from[column]) / maximum);
        }
    }
}
