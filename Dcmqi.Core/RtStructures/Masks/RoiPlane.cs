using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>A plane of a region.</summary>
/// <param name="Runs">The pixels that its contours enclose together, or that were interpolated where it has none.</param>
/// <param name="Contours">The contours that lie in it, as places in the list of the region.</param>
/// <param name="Groups">For each of them its group: contours of a group are joined, groups are combined by exclusive disjunction.</param>
internal sealed record RoiPlane(LabelRun[] Runs, int[] Contours, int[] Groups)
{
    public static RoiPlane Empty { get; } = new([], [], []);

    public bool HasContours => Contours.Length > 0;

    public bool IsEmpty => Contours.Length == 0 && Runs.Length == 0;
}
