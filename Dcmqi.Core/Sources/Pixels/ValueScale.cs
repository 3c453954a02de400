namespace Dcmqi.Sources;

/// <summary>What stored values of a frame stand for: a straight line, or a table.</summary>
/// <param name="Slope">What a step of the stored value is worth.</param>
/// <param name="Intercept">The value that a stored 0 stands for.</param>
/// <param name="Table">Values by stored value, from <paramref name="First"/> on; <see langword="null"/> for a straight line.</param>
/// <param name="First">The stored value of the table's first entry.</param>
internal sealed record ValueScale(double Slope, double Intercept, double[]? Table = null, int First = 0)
{
    /// <summary>Stored values that stand for no value at all; <see langword="null"/> where all have one.</summary>
    public PixelPadding? Padding { get; init; }

    public static ValueScale Identity { get; } = new(1, 0);

    /// <summary>The same value, multiplied.</summary>
    public ValueScale Times(double factor) => new(Slope * factor, Intercept * factor, Table is null ? null : Array.ConvertAll(Table, value => value * factor), First);

    /// <summary>The value. PS3.3 C.11.1.1.1: what lies before a table or behind it has the value of its first or last entry.</summary>
    public double Apply(double stored) =>
        Padding?.Holds(stored) == true ? double.NaN : Table is null ? (Slope * stored) + Intercept : Table[(int)Math.Clamp(stored - First, 0, Table.Length - 1)];
}
