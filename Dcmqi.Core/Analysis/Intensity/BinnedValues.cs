namespace Dcmqi.Analysis.Intensity;

/// <summary>The histogram of discretised values (IBSI 2.7, 3.4).</summary>
internal sealed class BinnedValues
{
    private const long MostInArray = 1 << 20;

    // The bins that have a weight, ascending, and the first and the last that there are.
    private readonly double[] _numbers;
    private readonly double[] _weights;
    private readonly double[] _shares;
    private readonly double _first;
    private readonly double _last;

    public BinnedValues(WeightedValues values, IntensityBins bins, double minimum, double maximum)
    {
        long first = bins.BinOf(minimum, minimum, maximum), last = bins.BinOf(maximum, minimum, maximum);
        SortedDictionary<long, double> Fill(Action<ValueAction> visit) =>
            last - first < MostInArray ? Dense(visit, bins, minimum, maximum, first, last - first + 1) : Sparse(visit, bins, minimum, maximum);
        SortedDictionary<long, double> filled = Fill(values.Visit);
        _numbers = [.. filled.Keys.Select(number => (double)number)];
        _weights = [.. filled.Values];
        double total = _weights.Sum();
        _shares = Array.ConvertAll(_weights, weight => weight / total);
        _first = Math.Min(1, first);
        _last = last;

        double[] counts = values.IsWhole ? _weights : [.. Fill(values.VisitCounts).Values];
        Statistics = new IntensityStatistics(new SortedValues(_numbers, counts, _weights), []);
    }

    /// <summary>Statistics of the bins' numbers.</summary>
    public IntensityStatistics Statistics { get; }

    /// <summary>In bits.</summary>
    public double Entropy => -_shares.Sum(share => share * Math.Log2(share)) + 0.0;

    public double Uniformity => _shares.Sum(share => share * share);

    /// <summary>The bin that holds most; of several, the one nearest to the mean.</summary>
    public double Mode
    {
        get
        {
            double most = _weights.Max(), mean = Statistics.Mean;
            return _numbers.Where((_, index) => _weights[index] == most).MinBy(number => Math.Abs(number - mean));
        }
    }

    /// <summary>The largest and the smallest slope of the histogram, and the bins that have it; <see langword="null"/> where there is one bin alone.</summary>
    public (double Largest, double LargestAt, double Smallest, double SmallestAt)? Gradients
    {
        get
        {
            if (_last <= _first)
                return null;
            (double Slope, double At) largest = (double.NegativeInfinity, 0), smallest = (double.PositiveInfinity, 0);

            // Bins whose neighbours are empty have a slope of 0: the extremes are at filled bins or beside them.
            foreach (double number in _numbers.SelectMany(number => new[] { number - 1, number, number + 1 }).Where(number => number >= _first && number <= _last).Distinct().Order())
            {
                double slope = number == _first ? WeightOf(number + 1) - WeightOf(number)
                    : number == _last ? WeightOf(number) - WeightOf(number - 1)
                    : (WeightOf(number + 1) - WeightOf(number - 1)) / 2;
                if (slope > largest.Slope)
                    largest = (slope, number);
                if (slope < smallest.Slope)
                    smallest = (slope, number);
            }

            return (largest.Slope, largest.At, smallest.Slope, smallest.At);
        }
    }

    private double WeightOf(double number) => Array.BinarySearch(_numbers, number) is >= 0 and var place ? _weights[place] : 0;

    private static SortedDictionary<long, double> Dense(Action<ValueAction> visit, IntensityBins bins, double minimum, double maximum, long first, long count)
    {
        double[] weights = new double[count];
        visit((some, weighing) =>
        {
            for (int index = 0; index < some.Length; index++)
                weights[bins.BinOf(some[index], minimum, maximum) - first] += weighing[index];
        });
        var filled = new SortedDictionary<long, double>();
        for (int index = 0; index < weights.Length; index++)
        {
            if (weights[index] > 0)
                filled.Add(first + index, weights[index]);
        }

        return filled;
    }

    // Narrow bins over a wide range: most of them are empty.
    private static SortedDictionary<long, double> Sparse(Action<ValueAction> visit, IntensityBins bins, double minimum, double maximum)
    {
        var weights = new SortedDictionary<long, double>();
        visit((some, weighing) =>
        {
            for (int index = 0; index < some.Length; index++)
            {
                long bin = bins.BinOf(some[index], minimum, maximum);
                weights[bin] = weights.GetValueOrDefault(bin) + weighing[index];
            }
        });
        return weights;
    }
}
