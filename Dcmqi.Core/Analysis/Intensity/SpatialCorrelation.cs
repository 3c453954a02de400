namespace Dcmqi.Analysis.Intensity;

/// <summary>How alike values near to one another are, each pair weighed by the inverse of its distance (IBSI 3.1.29, 3.1.30).</summary>
/// <param name="MoranI">Above 0 where near values are alike.</param>
/// <param name="GearyC">Below 1 where near values are alike.</param>
internal readonly record struct SpatialCorrelation(double MoranI, double GearyC)
{
    /// <summary>Pairs grow with the square of the voxels: these make 50 million.</summary>
    public const int MostVoxels = 10_000;

    /// <param name="points">The places, in mm.</param>
    /// <param name="values">As many values.</param>
    public static SpatialCorrelation Of(ReadOnlySpan<Vector3d> points, ReadOnlySpan<double> values)
    {
        double mean = 0, squares = 0;
        foreach (double value in values)
            mean += value / values.Length;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);

        (double weights, double products, double differences) = (0, 0, 0);
        for (int first = 0; first < points.Length; first++)
        {
            for (int second = first + 1; second < points.Length; second++)
            {
                double weight = 1 / (points[first] - points[second]).Length, difference = values[first] - values[second];
                weights += weight;
                products += weight * (values[first] - mean) * (values[second] - mean);
                differences += weight * difference * difference;
            }
        }

        return new SpatialCorrelation(values.Length * products / (weights * squares), (values.Length - 1) * differences / (2 * weights * squares));
    }
}
