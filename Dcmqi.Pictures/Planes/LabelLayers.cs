namespace Dcmqi.Pictures;

/// <summary>The segments of each pixel of a picture: as many layers as segments lie one above the other.</summary>
internal sealed class LabelLayers(int columns, int rows)
{
    private readonly List<ushort[]> _labels = [];
    private readonly List<byte[]?> _shares = [];

    public int Columns { get; } = columns;

    public int Rows { get; } = rows;

    public int Count => _labels.Count;

    /// <summary>The labels of a layer, row by row; 0 where there is none.</summary>
    public ReadOnlySpan<ushort> Labels(int layer) => _labels[layer];

    /// <summary>How much of a pixel a segment fills, 255 for all of it.</summary>
    public byte Share(int layer, int pixel) => _shares[layer] is { } shares ? shares[pixel] : byte.MaxValue;

    /// <summary>Adds a segment to a pixel; what was said of both before stays, the larger share counts.</summary>
    public void Add(int pixel, ushort label, byte share = byte.MaxValue)
    {
        int layer = 0;
        for (; layer < _labels.Count; layer++)
        {
            ushort present = _labels[layer][pixel];
            if (present == 0)
                break;
            if (present == label)
            {
                if (_shares[layer] is { } known && known[pixel] < share)
                    known[pixel] = share;
                return;
            }
        }

        if (layer == _labels.Count)
        {
            _labels.Add(new ushort[Columns * Rows]);
            _shares.Add(null);
        }

        _labels[layer][pixel] = label;
        if (share != byte.MaxValue && _shares[layer] is null)
        {
            byte[] whole = new byte[Columns * Rows];
            whole.AsSpan().Fill(byte.MaxValue);
            _shares[layer] = whole;
        }

        if (_shares[layer] is { } shares)
            shares[pixel] = share;
    }

    /// <summary>Whether a segment is in a pixel, in any layer.</summary>
    public bool Contains(int pixel, ushort label)
    {
        foreach (ushort[] labels in _labels)
        {
            if (labels[pixel] == label)
                return true;
        }

        return false;
    }

    /// <summary>The segments that occur.</summary>
    public IReadOnlySet<int> Present()
    {
        var present = new HashSet<int>();
        foreach (ushort[] labels in _labels)
        {
            ushort last = 0;
            foreach (ushort label in labels)
            {
                if (label != last && label != 0)
                    present.Add(label);
                last = label;
            }
        }

        return present;
    }

    /// <summary>The same in another size. Every pixel that has a segment keeps it, however small the picture becomes.</summary>
    public LabelLayers ScaledTo(int columns, int rows)
    {
        if (columns == Columns && rows == Rows)
            return this;
        var scaled = new LabelLayers(columns, rows);
        (int[] x, int[] y) = (Edges(Columns, columns), Edges(Rows, rows));
        for (int layer = 0; layer < Count; layer++)
        {
            ushort[] labels = _labels[layer];
            for (int row = 0; row < Rows; row++)
            {
                for (int column = 0; column < Columns; column++)
                {
                    int pixel = row * Columns + column;
                    if (labels[pixel] == 0)
                        continue;
                    byte share = Share(layer, pixel);
                    for (int toRow = y[row]; toRow < Math.Max(y[row + 1], y[row] + 1); toRow++)
                    {
                        for (int toColumn = x[column]; toColumn < Math.Max(x[column + 1], x[column] + 1); toColumn++)
                            scaled.Add(toRow * columns + toColumn, labels[pixel], share);
                    }
                }
            }
        }

        return scaled;
    }

    /// <summary>Where each of <paramref name="from"/> pixels begins among <paramref name="to"/>, and where the last ends.</summary>
    private static int[] Edges(int from, int to) => [.. Enumerable.Range(0, from + 1).Select(index => (int)((long)index * to / from))];
}
