namespace Dcmqi.Analysis.Intensity;

/// <summary>Finds values by their place among all values sorted, without sorting them.</summary>
/// <remarks>
/// The range of the values is cut into 4,096 intervals and the values in each are counted. Only the intervals that hold a place wanted are looked at
/// again: where few values are left they are sorted, where many are left the interval is cut anew. Memory does not depend on the number of values.
/// </remarks>
internal static class RankSelection
{
    private const int Parts = 4096;
    private const int FewEnough = 1 << 16;

    /// <param name="values">The values.</param>
    /// <param name="count">How many they are, at least 1.</param>
    /// <param name="ranks">Places from 0.</param>
    public static Dictionary<long, double> Find(WeightedValues values, long count, IEnumerable<long> ranks)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        values.Visit((some, _) =>
        {
            foreach (double value in some)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        });
        var found = new Dictionary<long, double>();
        var open = new List<Interval> { new(low, high, 0, count, [.. ranks]) };
        while (open.Count > 0)
        {
            List<Interval> next = [];
            Dictionary<Interval, List<double>> few = open.Where(interval => !interval.IsOneValue && interval.Count <= FewEnough).ToDictionary(interval => interval, _ => new List<double>());
            Interval[] many = [.. open.Where(interval => !interval.IsOneValue && interval.Count > FewEnough)];
            if (few.Count + many.Length > 0)
                values.Visit((some, _) => Sift(some, few, many));
            foreach (Interval interval in open.Where(interval => interval.IsOneValue))
                Take(interval, _ => interval.Low, found);
            foreach ((Interval interval, List<double> inside) in few)
            {
                inside.Sort();
                Take(interval, rank => inside[(int)rank], found);
            }

            foreach (Interval interval in many)
                next.AddRange(interval.Narrowed());
            open = next;
        }

        return found;
    }

    private static void Take(Interval interval, Func<long, double> valueAt, Dictionary<long, double> found)
    {
        foreach (long rank in interval.Ranks)
            found[rank] = valueAt(rank - interval.Before);
    }

    private static void Sift(ReadOnlySpan<double> values, Dictionary<Interval, List<double>> few, Interval[] many)
    {
        foreach ((Interval interval, List<double> inside) in few)
        {
            foreach (double value in values)
            {
                if (value >= interval.Low && value <= interval.High)
                    inside.Add(value);
            }
        }

        foreach (Interval interval in many)
            interval.CountParts(values);
    }

    /// <summary>A range of values, both ends among them, that holds places wanted.</summary>
    private sealed class Interval(double low, double high, long before, long count, long[] ranks)
    {
        private readonly long[] _counts = new long[count > FewEnough ? Parts : 0];
        private readonly double[] _low = Filled(count, double.PositiveInfinity);
        private readonly double[] _high = Filled(count, double.NegativeInfinity);

        public double Low => low;

        public double High => high;

        public long Before => before;

        public long Count => count;

        public long[] Ranks => ranks;

        public bool IsOneValue => low == high;

        public void CountParts(ReadOnlySpan<double> values)
        {
            // Halves, as the range itself may be too large for a double. What is rounded is rounded alike for growing values.
            double range = (high / 2) - (low / 2);
            foreach (double value in values)
            {
                if (value < low || value > high)
                    continue;
                int part = range > 0 ? (int)(((value / 2) - (low / 2)) / range * (Parts - 1)) : value == low ? 0 : Parts - 1;
                _counts[part]++;
                _low[part] = Math.Min(_low[part], value);
                _high[part] = Math.Max(_high[part], value);
            }
        }

        public IEnumerable<Interval> Narrowed()
        {
            long start = before;
            for (int part = 0; part < Parts; part++)
            {
                long end = start + _counts[part];
                long[] inside = Array.FindAll(ranks, rank => rank >= start && rank < end);
                if (inside.Length > 0)
                    yield return new Interval(_low[part], _high[part], start, _counts[part], inside);
                start = end;
            }
        }

        private static double[] Filled(long count, double value)
        {
            double[] array = new double[count > FewEnough ? Parts : 0];
            Array.Fill(array, value);
            return array;
        }
    }
}
