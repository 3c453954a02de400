namespace Dcmqi.Analysis.Intensity;

/// <summary>Statistics of weighted values, population definitions (IBSI 3.3). The mean is known before deviations from it are added up; each row is added up by itself, and rows with what rounding takes from them.</summary>
internal sealed class IntensityStatistics
{
    // The shares behind the quartiles and the 10th and 90th percentile, in this order.
    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9];

    public IntensityStatistics(WeightedValues values, IReadOnlyList<double> percentiles)
    {
        AddUp(values);
        double[] found = values.Percentiles([.. Shares, .. percentiles.Select(percentile => percentile / 100)]);
        (Percentile10, FirstQuartile, Median, ThirdQuartile, Percentile90) = (found[0], found[1], found[2], found[3], found[4]);
        Percentiles = found[Shares.Length..];
        AddUpDeviations(values);
        RobustMeanAbsoluteDeviation = Robust(values);
    }

    public double Weight { get; private set; }

    public double Mean { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>The sum of squares.</summary>
    public double Energy { get; private set; }

    public double Variance { get; private set; }

    /// <summary>The third standardised moment; not a number where all values are equal.</summary>
    public double Skewness { get; private set; }

    /// <summary>The fourth standardised moment less 3; not a number where all values are equal.</summary>
    public double ExcessKurtosis { get; private set; }

    public double MeanAbsoluteDeviation { get; private set; }

    /// <summary>The mean distance from the median.</summary>
    public double MedianAbsoluteDeviation { get; private set; }

    public double RobustMeanAbsoluteDeviation { get; }

    public double Percentile10 { get; }

    public double FirstQuartile { get; }

    public double Median { get; }

    public double ThirdQuartile { get; }

    public double Percentile90 { get; }

    /// <summary>The percentiles asked for, in their order.</summary>
    public double[] Percentiles { get; }

    private void AddUp(WeightedValues values)
    {
        CompensatedSum weight = default, sum = default, squares = default;
        values.Visit((some, weights) =>
        {
            (double w, double wx, double wxx, double low, double high) = (0, 0, 0, Minimum, Maximum);
            for (int index = 0; index < some.Length; index++)
            {
                double value = some[index], weighted = weights[index] * value;
                w += weights[index];
                wx += weighted;
                wxx += weighted * value;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            weight.Add(w);
            sum.Add(wx);
            squares.Add(wxx);
            (Minimum, Maximum) = (low, high);
        });
        Weight = weight.Value;
        Mean = sum.Value / Weight;
        Energy = squares.Value;
    }

    private void AddUpDeviations(WeightedValues values)
    {
        CompensatedSum second = default, third = default, fourth = default, fromMean = default, fromMedian = default;
        double mean = Mean, median = Median;
        values.Visit((some, weights) =>
        {
            (double two, double three, double four, double toMean, double toMedian) = (0, 0, 0, 0, 0);
            for (int index = 0; index < some.Length; index++)
            {
                double deviation = some[index] - mean, square = deviation * deviation * weights[index];
                two += square;
                three += square * deviation;
                four += square * deviation * deviation;
                toMean += weights[index] * Math.Abs(deviation);
                toMedian += weights[index] * Math.Abs(some[index] - median);
            }

            second.Add(two);
            third.Add(three);
            fourth.Add(four);
            fromMean.Add(toMean);
            fromMedian.Add(toMedian);
        });

        // The mean of equal values may miss them by a rounding; then their spread is that of the rounding, not of the values.
        bool isOneValue = Minimum == Maximum;
        Variance = isOneValue ? 0 : second.Value / Weight;
        Skewness = isOneValue ? double.NaN : third.Value / Weight / Math.Pow(Variance, 1.5);
        ExcessKurtosis = isOneValue ? double.NaN : (fourth.Value / Weight / (Variance * Variance)) - 3;
        MeanAbsoluteDeviation = isOneValue ? 0 : fromMean.Value / Weight;
        MedianAbsoluteDeviation = isOneValue ? 0 : fromMedian.Value / Weight;
    }

    // Of the values from the 10th to the 90th percentile, both included. Few values may have none there: then there is no number.
    private double Robust(WeightedValues values)
    {
        if (Minimum == Maximum)
            return 0;
        CompensatedSum weight = default, sum = default, deviations = default;
        double low = Percentile10, high = Percentile90;
        values.Visit((some, weights) =>
        {
            (double w, double wx) = (0, 0);
            for (int index = 0; index < some.Length; index++)
            {
                double within = some[index] >= low && some[index] <= high ? weights[index] : 0;
                w += within;
                wx += within * some[index];
            }

            weight.Add(w);
            sum.Add(wx);
        });
        double mean = sum.Value / weight.Value;
        values.Visit((some, weights) =>
        {
            double total = 0;
            for (int index = 0; index < some.Length; index++)
                total += some[index] >= low && some[index] <= high ? weights[index] * Math.Abs(some[index] - mean) : 0;
            deviations.Add(total);
        });
        return deviations.Value / weight.Value;
    }
}
