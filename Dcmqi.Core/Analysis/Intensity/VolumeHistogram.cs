namespace Dcmqi.Analysis.Intensity;

/// <summary>The intensity-volume histogram (IBSI 3.5): which share of the volume has at least an intensity.</summary>
internal sealed class VolumeHistogram
{
    private const int MostInArray = 1 << 16;

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
        _lastLevel = levelOf(range.High);
        double first = levelOf(range.Low);
        (_levels, double[] weights) = _lastLevel - first < MostInArray ? Dense(values, levelOf, first, (int)(_lastLevel - first) + 1) : Sparse(values, levelOf);
        double total = weights.Sum();
        _shares = Array.ConvertAll(weights, weight => weight / total);
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

    private static (double[] Levels, double[] Weights) Dense(WeightedValues values, Func<double, double> levelOf, double first, int count)
    {
        double[] all = new double[count];
        values.Visit((some, weighing) =>
        {
            for (int index = 0; index < some.Length; index++)
                all[(int)(levelOf(some[index]) - first)] += weighing[index];
        });
        int[] filled = [.. Enumerable.Range(0, count).Where(index => all[index] > 0)];
        return (Array.ConvertAll(filled, index => first + index), Array.ConvertAll(filled, index => all[index]));
    }

    // Narrow steps over a wide range: most levels are empty.
    private static (double[] Levels, double[] Weights) Sparse(WeightedValues values, Func<double, double> levelOf)
    {
        var found = new List<double>();
        var weights = new List<double>();
        values.Visit((some, weighing) =>
        {
            foreach (double value in some)
                found.Add(levelOf(value));
            weights.AddRange(weighing);
        });
        double[] levels = [.. found], together = [.. weights];
        Array.Sort(levels, together);
        int distinct = 0;
        for (int index = 1; index < levels.Length; index++)
        {
            if (levels[index] == levels[distinct])
                together[distinct] += together[index];
            else
                (levels[++distinct], together[distinct]) = (levels[index], together[index]);
        }

        return (levels[..(distinct + 1)], together[..(distinct + 1)]);
    }

    // Bins of a width stand for their middles.
    private static (Func<double, double> LevelOf, Func<double, double> IntensityOf) Steps(double start, double width, double low)
    {
        double first = Math.Floor((low - start) / width);
        return (value => Math.Floor((value - start) / width) - first, level => start + ((first + level + 0.5) * width));
    }
}
