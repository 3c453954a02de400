using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Shapes between those of two planes: a pixel is inside where the distance from the outlines, positive inside and weighted by how near each plane is, is positive.</summary>
internal sealed class ShapeInterpolation(int width, int height, double spacingU, double spacingV, Func<int, int, int, double> shareOf)
{
    // Larger than any squared distance, and small enough to be computed with.
    private const double Nowhere = 1e20;

    /// <summary>Fills the planes between two; nothing where one of them encloses no pixel.</summary>
    public void Fill(LabelRun[][] planes, int before, int after)
    {
        if (after - before < 2 || planes[before].Length == 0 || planes[after].Length == 0)
            return;
        (int Left, int Top, int Right, int Bottom) box = Box(planes[before], planes[after]);
        int columns = box.Right - box.Left + 1;
        double[] first = SignedDistances(planes[before], box), second = SignedDistances(planes[after], box);
        for (int plane = before + 1; plane < after; plane++)
        {
            double share = shareOf(plane, before, after);
            var runs = new List<LabelRun>();
            for (int index = 0; index < first.Length; index++)
            {
                if (!((first[index] * (1 - share)) + (second[index] * share) > 0))
                    continue;
                int at = ((box.Top + (index / columns)) * width) + box.Left + (index % columns);
                if (runs.Count > 0 && runs[^1].Start + runs[^1].Length == at)
                    runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
                else
                    runs.Add(new LabelRun(at, 1));
            }

            planes[plane] = [.. runs];
        }
    }

    // All pixels of both; a run may go on into the next row.
    private (int Left, int Top, int Right, int Bottom) Box(LabelRun[] a, LabelRun[] b)
    {
        (int left, int top, int right, int bottom) = (width - 1, height - 1, 0, 0);
        foreach (LabelRun run in a.Concat(b))
        {
            int last = run.Start + run.Length - 1;
            bool isOneRow = run.Start / width == last / width;
            left = Math.Min(left, isOneRow ? run.Start % width : 0);
            right = Math.Max(right, isOneRow ? last % width : width - 1);
            top = Math.Min(top, run.Start / width);
            bottom = Math.Max(bottom, last / width);
        }

        return (left, top, right, bottom);
    }

    // Distance to the nearest pixel of the other kind; beyond the box all is outside.
    private double[] SignedDistances(LabelRun[] runs, (int Left, int Top, int Right, int Bottom) box)
    {
        int columns = box.Right - box.Left + 3, rows = box.Bottom - box.Top + 3;
        bool[] inside = new bool[columns * rows];
        foreach (LabelRun run in runs)
        {
            for (int at = run.Start; at < run.Start + run.Length; at++)
                inside[(((at / width) - box.Top + 1) * columns) + (at % width) - box.Left + 1] = true;
        }

        double[] toOutside = SquaredDistances(inside, columns, rows, target: false), toInside = SquaredDistances(inside, columns, rows, target: true);
        double[] signed = new double[(columns - 2) * (rows - 2)];
        for (int index = 0; index < signed.Length; index++)
        {
            int at = (((index / (columns - 2)) + 1) * columns) + (index % (columns - 2)) + 1;
            signed[index] = inside[at] ? Math.Sqrt(toOutside[at]) : -Math.Sqrt(toInside[at]);
        }

        return signed;
    }

    private double[] SquaredDistances(bool[] inside, int columns, int rows, bool target)
    {
        double[] squared = Array.ConvertAll(inside, value => value == target ? 0 : Nowhere);
        var line = new LowerEnvelope(Math.Max(columns, rows));
        for (int column = 0; column < columns; column++)
            line.Transform(squared, column, columns, rows, spacingV);
        for (int row = 0; row < rows; row++)
            line.Transform(squared, row * columns, 1, columns, spacingU);
        return squared;
    }

    /// <summary>Squared distances along one line: the lower envelope of parabolas (Felzenszwalb and Huttenlocher).</summary>
    private sealed class LowerEnvelope(int longest)
    {
        private readonly double[] _values = new double[longest];
        private readonly int[] _places = new int[longest];
        private readonly double[] _borders = new double[longest + 1];

        public void Transform(double[] squared, int start, int stride, int count, double spacing)
        {
            int last = -1;
            for (int index = 0; index < count; index++)
            {
                _values[index] = squared[start + (index * stride)];
                double border = double.NegativeInfinity;
                while (last >= 0 && (border = Crossing(_places[last], index, spacing)) <= _borders[last])
                    last--;
                last++;
                _places[last] = index;
                _borders[last] = last == 0 ? double.NegativeInfinity : border;
                _borders[last + 1] = double.PositiveInfinity;
            }

            int at = 0;
            for (int index = 0; index < count; index++)
            {
                while (_borders[at + 1] < index * spacing)
                    at++;
                double distance = (index - _places[at]) * spacing;
                squared[start + (index * stride)] = (distance * distance) + _values[_places[at]];
            }
        }

        private double Crossing(int a, int b, double spacing)
        {
            double placeA = a * spacing, placeB = b * spacing;
            return (_values[b] + (placeB * placeB) - _values[a] - (placeA * placeA)) / (2 * (placeB - placeA));
        }
    }
}
