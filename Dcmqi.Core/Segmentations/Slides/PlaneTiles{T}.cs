using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <inheritdoc cref="PlaneTiles"/>
internal sealed class PlaneTiles<T>(Volume<T> volume, SlideGrid grid) : PlaneTiles
    where T : unmanaged, INumberBase<T>
{
    public override void FillLabels(SlideTile tile, Span<ushort> labels)
    {
        for (int row = 0; row < tile.UsedRows; row++)
        {
            ReadOnlySpan<T> from = Row(tile, row);
            Span<ushort> to = labels.Slice(row * tile.Size.Columns, tile.UsedColumns);
            if (typeof(T) == typeof(ushort))
            {
                MemoryMarshal.Cast<T, ushort>(from).CopyTo(to);
                continue;
            }

            for (int column = 0; column < to.Length; column++)
                to[column] = ushort.CreateTruncating(from[column]);
        }
    }

    public override void FillMask(SlideTile tile, Span<ushort> labels)
    {
        for (int row = 0; row < tile.UsedRows; row++)
        {
            ReadOnlySpan<T> from = Row(tile, row);
            Span<ushort> to = labels.Slice(row * tile.Size.Columns, tile.UsedColumns);
            for (int column = 0; column < to.Length; column++)
                to[column] = T.IsZero(from[column]) ? (ushort)0 : (ushort)LabelLayer.OnlyLabel;
        }
    }

    public override void FillFractions(SlideTile tile, Span<float> fractions, double maximum)
    {
        for (int row = 0; row < tile.UsedRows; row++)
        {
            ReadOnlySpan<T> from = Row(tile, row);
            Span<float> to = fractions.Slice(row * tile.Size.Columns, tile.UsedColumns);
            for (int column = 0; column < to.Length; column++)
                to[column] = (float)(double.CreateTruncating(from[column]) / maximum);
        }
    }

    private ReadOnlySpan<T> Row(SlideTile tile, int row) =>
        volume.Slice(Array.IndexOf(grid.FocalPlanes, tile.FocalPlane)).Slice(((tile.Row + row) * volume.Geometry.Size.X) + tile.Column, tile.UsedColumns);
}
