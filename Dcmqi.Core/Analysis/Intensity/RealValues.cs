using System.Numerics;
using Dcmqi.Analysis.Images;

namespace Dcmqi.Analysis.Intensity;

/// <summary>The values of an image of any type in a region, read anew whenever they are gone through. Values that are not finite are left out.</summary>
internal sealed class RealValues<T> : WeightedValues
    where T : unmanaged, INumber<T>
{
    private readonly Region _region;
    private readonly RegionValues<T> _stored;
    private readonly double _slope;
    private readonly double _intercept;
    private readonly double[] _values;
    private readonly double[] _weights;

    public RealValues(Region region, RegionValues<T> stored, double slope, double intercept)
    {
        (_region, _stored, _slope, _intercept) = (region, stored, slope, intercept);
        _values = new double[stored.Width];
        _weights = new double[stored.Width];
        Visit((values, _) => Count += values.Length);
    }

    /// <summary>Voxels with a finite value.</summary>
    public long Count { get; private set; }

    public override bool IsEmpty => Count == 0;

    public override bool IsWhole => !_region.Slices.Any(slice => slice.Weights is not null);

    public override void VisitCounts(ValueAction action)
    {
        double[] ones = new double[_values.Length];
        Array.Fill(ones, 1);
        Visit((values, _) => action(values, ones.AsSpan(0, values.Length)));
    }

    public override void Visit(ValueAction action)
    {
        foreach (RegionSlice slice in _region.Slices)
        {
            SliceValues<T> pixels = _stored.Slice(slice);
            int offset = 0;
            foreach (RowRun run in slice.Runs)
            {
                int length = Read(pixels.Of(run), slice.Weights is null ? default : slice.Weights.AsSpan(offset, run.Length));
                offset += run.Length;
                action(_values.AsSpan(0, length), _weights.AsSpan(0, length));
            }
        }
    }

    public override double[] Percentiles(ReadOnlySpan<double> shares) =>
        IsWhole ? Selected(shares) : Sorted().Percentiles(shares);

    private int Read(ReadOnlySpan<T> pixels, ReadOnlySpan<byte> weights)
    {
        int length = 0;
        for (int index = 0; index < pixels.Length; index++)
        {
            double value = (_slope * double.CreateTruncating(pixels[index])) + _intercept;
            if (!double.IsFinite(value))
                continue;
            _values[length] = value;
            _weights[length++] = weights.IsEmpty ? 1 : (double)weights[index] / _region.Whole;
        }

        return length;
    }

    // Position p (N - 1) among N sorted values, between its neighbours where it is no whole number.
    private double[] Selected(ReadOnlySpan<double> shares)
    {
        var ranks = new SortedSet<long>();
        double[] places = new double[shares.Length];
        for (int index = 0; index < places.Length; index++)
        {
            places[index] = shares[index] * (Count - 1);
            ranks.Add((long)Math.Floor(places[index]));
            ranks.Add((long)Math.Ceiling(places[index]));
        }

        Dictionary<long, double> found = RankSelection.Find(this, Count, ranks);
        return Array.ConvertAll(places, place =>
        {
            double low = found[(long)Math.Floor(place)], high = found[(long)Math.Ceiling(place)];
            return low + ((high - low) * (place - Math.Floor(place)));
        });
    }

    private SortedValues Sorted()
    {
        double[] values = new double[Count];
        double[] weights = new double[Count];
        int filled = 0;
        Visit((some, weighing) =>
        {
            some.CopyTo(values.AsSpan(filled));
            weighing.CopyTo(weights.AsSpan(filled));
            filled += some.Length;
        });
        Array.Sort(values, weights);
        int distinct = 0;
        double[] counts = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            if (distinct == 0 || values[index] != values[distinct - 1])
            {
                values[distinct] = values[index];
                weights[distinct++] = weights[index];
                counts[distinct - 1] = 1;
                continue;
            }

            weights[distinct - 1] += weights[index];
            counts[distinct - 1]++;
        }

        return new SortedValues(values[..distinct], counts[..distinct], weights[..distinct]);
    }
}
