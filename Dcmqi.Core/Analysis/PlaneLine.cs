using System.Globalization;

namespace Dcmqi;

/// <summary>A line in a plane.</summary>
/// <param name="LengthMm">Its length, mm.</param>
/// <param name="FirstMm">One end, LPS, mm.</param>
/// <param name="LastMm">The other end.</param>
/// <param name="FirstPixel">One end in the slice: column and row, 0 at the centre of the first pixel.</param>
/// <param name="LastPixel">The other end.</param>
public sealed record PlaneLine(double LengthMm, Vector3d FirstMm, Vector3d LastMm, (double Column, double Row) FirstPixel, (double Column, double Row) LastPixel)
{
    /// <summary>Returns the length and the ends.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LengthMm:0.##} mm from {FirstMm} to {LastMm}");
}
