using System.Globalization;

namespace Dcmqi;

/// <summary>The longest line within a segment's outline in one plane, and the longest at right angles to it.</summary>
public sealed record PlaneDiameters
{
    /// <summary>Gets the slice of the grid that was measured, from 0.</summary>
    public required int Slice { get; init; }

    /// <summary>Gets the longest line.</summary>
    public required PlaneLine LongAxis { get; init; }

    /// <summary>Gets the longest line at right angles to it.</summary>
    public required PlaneLine ShortAxis { get; init; }

    /// <summary>Returns the slice and lengths.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Slice {Slice}: {LongAxis.LengthMm:0.##} x {ShortAxis.LengthMm:0.##} mm");
}
