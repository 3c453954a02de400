using System.Globalization;

namespace Dcmqi;

/// <summary>The longest line within a segment's outline in one plane, and the longest at right angles to it.</summary>
/// <param name="Slice">The slice of the grid that was measured, from 0.</param>
/// <param name="LongAxis">The longest line.</param>
/// <param name="ShortAxis">The longest line at right angles to it.</param>
public sealed record PlaneDiameters(int Slice, PlaneLine LongAxis, PlaneLine ShortAxis)
{
    /// <summary>Returns the slice and lengths.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Slice {Slice}: {LongAxis.LengthMm:0.##} x {ShortAxis.LengthMm:0.##} mm");
}
