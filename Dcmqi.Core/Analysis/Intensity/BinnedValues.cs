namespace Dcmqi.Analysis.Intensity;

/// <summary>The histogram of discretised values (IBSI 2.7, 3.4).</summary>
internal sealed class BinnedValues
{
    private readonly double[] _shares;

    public BinnedValues(WeightedValues values, IntensityBins bins, double minimum, double maximum)
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
        double total = weights.Values.Sum();
        _shares = [.. weights.Values.Select(weight => weight / total)];
    }

    /// <summary>In bits.</summary>
    public double Entropy => -_shares.Sum(share => share * Math.Log2(share)) + 0.0;

    public double Uniformity => _shares.Sum(share => share * share);
}
