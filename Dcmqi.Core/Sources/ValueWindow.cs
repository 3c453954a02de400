using System.Globalization;

namespace Dcmqi;

/// <summary>A range of values that is shown from black to white (PS3.3 C.11.2.1.2).</summary>
public sealed record ValueWindow
{
    /// <summary>Makes a window.</summary>
    /// <param name="center">The value in the middle, in the unit of the values, such as Hounsfield units.</param>
    /// <param name="width">The range, in the same unit; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or <paramref name="width"/> is not above 0.</exception>
    public ValueWindow(double center, double width)
    {
        if (!double.IsFinite(center))
            throw new ArgumentOutOfRangeException(nameof(center), center, "A window has a finite centre.");
        if (!double.IsFinite(width) || width <= 0)
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width of a window is above 0.");
        Center = center;
        Width = width;
    }

    /// <summary>Gets the Window Center (0028,1050).</summary>
    public double Center { get; }

    /// <summary>Gets the Window Width (0028,1051).</summary>
    public double Width { get; }

    /// <summary>Gets how values within the window become grey (VOI LUT Function (0028,1056)). Default: <see cref="ValueWindowFunction.LinearExact"/>.</summary>
    public ValueWindowFunction Function { get; init; } = ValueWindowFunction.LinearExact;

    /// <summary>Gets the Window Center &amp; Width Explanation (0028,1055), such as <c>LUNG</c>; empty if there is none.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Makes a window from the lowest value to the highest.</summary>
    /// <param name="lowest">The value that is black.</param>
    /// <param name="highest">The value that is white; above <paramref name="lowest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or <paramref name="highest"/> is not above <paramref name="lowest"/>.</exception>
    public static ValueWindow FromRange(double lowest, double highest) => new(lowest + (highest - lowest) / 2, highest - lowest);

    /// <summary>Returns how bright a value is shown.</summary>
    /// <param name="value">The value, after rescaling.</param>
    /// <returns>From 0 (black) to 1 (white); 0 for a value that is not a number.</returns>
    public double Brightness(double value)
    {
        double brightness = Function switch
        {
            // PS3.3 C.11.2.1.2.1: the centre is half a step lower, the width one step less. A window of one step is a threshold.
            ValueWindowFunction.Linear when Width > 1 => (value - (Center - 0.5)) / (Width - 1) + 0.5,
            ValueWindowFunction.Linear => value <= Center - 0.5 ? 0 : 1,
            ValueWindowFunction.Sigmoid => 1 / (1 + Math.Exp(-4 * (value - Center) / Width)),
            _ => (value - Center) / Width + 0.5,
        };
        return double.IsNaN(brightness) ? 0 : Math.Clamp(brightness, 0, 1);
    }

    /// <summary>Returns centre, width and explanation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Center:0.###} / {Width:0.###}{(Explanation.Length == 0 ? "" : $" ({Explanation})")}");
}
