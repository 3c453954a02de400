namespace Dcmqi.Analysis.Intensity;

/// <summary>Values that are all known, ascending, each once, with the number of voxels that have it and their weight.</summary>
/// <remarks>This is how images of 8 and 16 bits are measured: their stored values are counted in one pass, and all statistics are made from the counts.</remarks>
internal sealed class SortedValues(double[] values, double[] counts, double[] weights) : WeightedValues
{
    public override bool IsEmpty => values.Length == 0;

    public override bool IsWhole => weights.AsSpan().SequenceEqual(counts);

    public override void VisitCounts(ValueAction action) => action(values, counts);

    public override void Visit(ValueAction action) => action(values, weights);

    // The values of n equal voxels lie at the middles of their shares of the total weight, the first at 0 % and the last at 100 %.
    // With equal weights that is the usual definition: position p (N - 1) among N sorted values.
    public override double[] Percentiles(ReadOnlySpan<double> shares)
    {
        double total = 0;
        foreach (double weight in weights)
            total += weight;
        double start = Half(0), end = total - Half(values.Length - 1);
        double[] percentiles = new double[shares.Length];
        for (int index = 0; index < percentiles.Length; index++)
            percentiles[index] = At(start + (shares[index] * (end - start)));
        return percentiles;
    }

    private double At(double place)
    {
        double before = 0;
        for (int index = 0; index < values.Length - 1; index++)
        {
            double last = before + weights[index] - Half(index);
            if (place <= last)
                return values[index];
            before += weights[index];
            double next = before + Half(index + 1);
            if (place < next)
                return values[index] + ((values[index + 1] - values[index]) * ((place - last) / (next - last)));
        }

        return values[^1];
    }

    private double Half(int index) => weights[index] / counts[index] / 2;
}
