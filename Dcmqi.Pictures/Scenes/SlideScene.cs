using System.Buffers;

namespace Dcmqi.Pictures;

/// <summary>The segments of a slide, or of a part of it, made smaller by a whole number; tiles are read one by one.</summary>
internal sealed class SlideScene
{
    private readonly Segmentation _segmentation;
    private readonly WantedSegments _wanted;
    private readonly PictureRegion _region;
    private readonly int _factor;

    public SlideScene(Segmentation segmentation, SlidePart part, PictureOptions options)
    {
        _segmentation = segmentation;
        (_region, _factor) = (part.Region, part.Factor);
        _wanted = new WantedSegments(segmentation, options);
        Labels = new LabelLayers(part.Columns, part.Rows);
    }

    public IReadOnlyList<Segment> Segments => _wanted.List;

    /// <summary>The segments by pixel of the picture; where it is smaller than the slide, each pixel has the segments of all that it stands for.</summary>
    public LabelLayers Labels { get; }

    public void Read(CancellationToken cancellationToken)
    {
        int pixels = _segmentation.Rows * _segmentation.Columns;
        ushort[] labels = ArrayPool<ushort>.Shared.Rent(pixels);
        try
        {
            for (int number = 1; number <= _segmentation.FrameCount; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (PlaceOf(_segmentation.GetFrame(number)) is not var (column, row))
                    continue;
                _segmentation.ReadFrame(number, labels.AsSpan(0, pixels));
                Take(labels, column, row);
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(labels);
        }
    }

    // Where a frame begins that has something to show; null for others.
    private (int Column, int Row)? PlaceOf(SegmentationFrame frame)
    {
        if (frame is not { MatrixColumn: { } column, MatrixRow: { } row, Slice: 0 } || (frame.SegmentNumber is { } segment && !_wanted.Contains(segment)))
            return null;
        bool isShown = column < _region.Column + _region.Columns && row < _region.Row + _region.Rows && column + _segmentation.Columns > _region.Column && row + _segmentation.Rows > _region.Row;
        return isShown ? (column, row) : null;
    }

    private void Take(ReadOnlySpan<ushort> labels, int column, int row)
    {
        int firstColumn = Math.Max(column, _region.Column), endColumn = Math.Min(column + _segmentation.Columns, _region.Column + _region.Columns);
        int firstRow = Math.Max(row, _region.Row), endRow = Math.Min(row + _segmentation.Rows, _region.Row + _region.Rows);
        for (int y = firstRow; y < endRow; y++)
        {
            ReadOnlySpan<ushort> line = labels.Slice((y - row) * _segmentation.Columns, _segmentation.Columns);
            for (int x = firstColumn; x < endColumn; x++)
            {
                ushort label = line[x - column];
                if (label != 0 && _wanted.Contains(label))
                    Labels.Add((y - _region.Row) / _factor * Labels.Columns + (x - _region.Column) / _factor, label);
            }
        }
    }
}
