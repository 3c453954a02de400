namespace Dcmqi.ParametricMaps;

/// <summary>A straight line from one kind of value to another.</summary>
internal readonly record struct LinearScale(double Slope, double Intercept)
{
    public static LinearScale Identity => new(1, 0);

    public bool IsIdentity => Slope == 1 && Intercept == 0;

    public double Apply(double value) => (Slope * value) + Intercept;

    /// <summary>This scale first, then another.</summary>
    public LinearScale Then(LinearScale next) => new(next.Slope * Slope, (next.Slope * Intercept) + next.Intercept);
}
