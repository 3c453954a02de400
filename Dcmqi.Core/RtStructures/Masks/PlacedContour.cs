using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>A contour on a grid: the pixels that it encloses in a plane along two of the grid's axes.</summary>
/// <param name="Use">Whether it can be used.</param>
/// <param name="Axis">The axis of the grid across its plane: 0, 1 or 2.</param>
/// <param name="Position">Where its plane lies along that axis, as a fractional index.</param>
/// <param name="Thickness">How far points lie from each other along that axis, as a share of the spacing.</param>
/// <param name="IsXor">Whether it is combined with others by exclusive disjunction.</param>
/// <param name="IsCut">Whether it reaches beyond the grid within its plane.</param>
/// <param name="Runs">Pixels of the plane, whose width is the first of the other two axes.</param>
internal readonly record struct PlacedContour(ContourUse Use, int Axis, double Position, double Thickness, bool IsXor, bool IsCut, LabelRun[] Runs)
{
    /// <summary>Planes that differ by this share of the spacing lie in the same place.</summary>
    public const double PlaneTolerance = 0.01;

    public static PlacedContour Unused(ContourUse why) => new(why, 2, 0, 0, false, false, []);

    /// <summary>The nearest slice.</summary>
    public int Slice => (int)Math.Floor(Position + 0.5);

    /// <summary>How far the plane is from that slice.</summary>
    public double Offset => Math.Abs(Position - Slice);
}
