namespace Dcmqi.Analysis.Intensity;

/// <summary>The values of an image in a region, and what each weighs. They can be gone through any number of times, always in the same order.</summary>
internal abstract class WeightedValues
{
    /// <summary>Whether there is no finite value.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Whether all voxels are filled wholly: each weighs 1.</summary>
    public abstract bool IsWhole { get; }

    /// <summary>Goes through all values with the number of voxels that have them, instead of their weights.</summary>
    public abstract void VisitCounts(ValueAction action);

    /// <summary>Goes through all values.</summary>
    public abstract void Visit(ValueAction action);

    /// <summary>Percentiles, exact.</summary>
    /// <param name="shares">From 0 (the minimum) to 1 (the maximum).</param>
    /// <returns>As many values. Between two neighbours among the sorted values it is interpolated linearly.</returns>
    public abstract double[] Percentiles(ReadOnlySpan<double> shares);
}
