namespace Dcmqi.Analysis.Intensity;

/// <summary>The histogram of discretised values (IBSI 2.7, 3.4).</summary>
internal sealed class BinnedValues
{
    private const long MostInArray = 1 << 20;
    private readonly double[] _shares;

    public BinnedValues(WeightedValues values, IntensityBins bins, double minimum, double maximum)
    {
        long first = bins.BinOf(minimum, minimum, maximum), count = bins.BinOf(maximum, minimum, maximum) - first + 1;
        IEnumerable<double> weights = count <= MostInArray ? Dense(values, bins, minimum, maximum, first, count) : Sparse(values, bins, minimum, maximum);
        double[] filled = [.. weights.Where(weight => weight > 0)];
        double total = filled.Sum();
        _shares = Array.ConvertAll(filled, weight => weight / total);
    }

    /// <summary>In bits.</summary>
    public double Entropy => -_shares.Sum(share => share * Math.Log2(share)) + 0.0;

    public double Uniformity => _shares.Sum(share => share * share);

    private static double[] Dense(WeightedValues values, IntensityBins bins, double minimum, double maximum, long first, long count)
    {
        double[] weights = new double[count];
        values.Visit((some, weighing) =>
        {
            for (int index = 0; index < some.Length; index++)
                weights[bins.BinOf(some[index], minimum, maximum) - first] += weighing[index];
        });
        return weights;
    }

    // Narrow bins over a wide range: most of them are empty.
    private static SortedDictionary<long, double>.ValueCollection Sparse(WeightedValues values, IntensityBins bins, double minimum, double maximum)
    {
        var weights = new SortedDictionary<long, double>();
        values.Visit((some, weighing) =>
        {
            for (int index = 0; index < some.Length; index++)
            {
                long bin = bins.BinOf(some[index], minimum, maximum);
                weights[bin] = weights.GetValueOrDefault(bin) + weighing[index];
            }
        });
        return weights.Values;
    }
}
