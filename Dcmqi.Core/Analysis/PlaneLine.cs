using System.Globalization;

namespace Dcmqi;

/// <summary>A line in a plane.</summary>
public sealed record PlaneLine
{
    /// <summary>Gets the length, mm.</summary>
    public required double LengthMm { get; init; }

    /// <summary>Gets one end, LPS, mm.</summary>
    public required Vector3d FirstMm { get; init; }

    /// <summary>Gets the other end, LPS, mm.</summary>
    public required Vector3d LastMm { get; init; }

    /// <summary>Gets one end in the slice: column and row, 0 at the centre of the first pixel.</summary>
    public required (double Column, double Row) FirstPixel { get; init; }

    /// <summary>Gets the other end in the slice: column and row, 0 at the centre of the first pixel.</summary>
    public required (double Column, double Row) LastPixel { get; init; }

    /// <summary>Returns the length and the ends.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LengthMm:0.##} mm from {FirstMm} to {LastMm}");
}
