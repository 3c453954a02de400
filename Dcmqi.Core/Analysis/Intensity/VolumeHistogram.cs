namespace Dcmqi.Analysis.Intensity;

/// <summary>The intensity-volume histogram (IBSI 3.5): which share of the volume has at least an intensity.</summary>
internal sealed class VolumeHistogram
{
    // The levels that have a weight, counted from that of the lowest intensity of the range, and their shares of the volume.
    private readonly double[] _levels;
    private readonly double[] _shares;
    private readonly double _lastLevel;
    private readonly Func<double, double> _intensityOf;

    /// <param name="values">The values, at least one.</param>
    /// <param name="bins">How they are discretised, or <see langword="null"/>: as they are, in steps.</param>
    /// <param name="step">What neighbouring values differ by, where they are not discretised.</param>
    /// <param name="range">The lowest and the highest intensity: those of the values, or of re-segmentation.</param>
    public VolumeHistogram(WeightedValues values, IntensityBins? bins, double step, (double Low, double High) range)
    {
        (Func<double, double> levelOf, _intensityOf) = (bins?.Number, bins?.Width) switch
        {
            (not null, _) => (value => bins.BinOf(value, range.Low, range.High) - 1, level => level + 1),
            (_, { } width) => Steps(bins!.Start ?? 0, width, range.Low),
            _ => ((Func<double, double>)(value => Math.Round((value - range.Low) / step)), (Func<double, double>)(level => range.Low + (level * step))),
        };
        var weights = new SortedDictionary<double, double>();
        values.Visit((some, weighing) =>
        {
            for (int index = 0; index < some.Length; index++)
            {
                double level = levelOf(some[index]);
                weights[level] = weights.GetValueOrDefault(level) + weighing[index];
            }
        });
        double total = weights.Values.Sum();
        _levels = [.. weights.Keys];
        _shares = [.. weights.Values.Select(weight => weight / total)];
        _lastLevel = levelOf(range.High);
    }

    /// <summary>The area under the curve of the share of the volume over the share of the intensity range.</summary>
    public double Area
    {
        get
        {
            // A trapezium between any two neighbouring levels, of which those without a weight need not be gone through.
            double sum = 0;
            for (int index = 0; index < _levels.Length; index++)
                sum += _shares[index] * (_levels[index] + 1);
            return (sum - ((1 + VolumeFrom(_lastLevel)) / 2)) / _lastLevel;
        }
    }

    /// <summary>The share of the volume that has at least a share of the intensity range.</summary>
    public double VolumeAt(double intensityShare) => _lastLevel == 0 ? double.NaN : VolumeFrom(intensityShare * _lastLevel);

    /// <summary>The lowest level that at most a share of the volume has or exceeds, as its intensity or number.</summary>
    public double IntensityAt(double volumeShare)
    {
        double left = 1;
        for (int index = 0; index < _levels.Length; index++)
        {
            left -= _shares[index];
            if (left <= volumeShare + 1e-12)
                return _intensityOf(_levels[index] + 1);
        }

        return _intensityOf(_levels[^1] + 1);
    }

    private double VolumeFrom(double level)
    {
        double share = 0;
        for (int index = _levels.Length - 1; index >= 0 && _levels[index] >= level - 1e-9; index--)
            share += _shares[index];
        return share;
    }

    // Bins of a width stand for their middles.
    private static (Func<double, double> LevelOf, Func<double, double> IntensityOf) Steps(double start, double width, double low)
    {
        double first = Math.Floor((low - start) / width);
        return (value => Math.Floor((value - start) / width) - first, level => start + ((first + level + 0.5) * width));
    }
}
