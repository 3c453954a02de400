namespace Dcmqi.Segmentations;

/// <summary>What is looked for in the voxels of an input.</summary>
/// <param name="HoldsOneSegment">Whether it is a mask or fractions: all that is set is one segment, whatever its value.</param>
/// <param name="Maximum">The voxel value that means 1, of fractions; else <see langword="null"/>.</param>
/// <param name="MaximumFractionalValue">The stored value that means 1, of fractions.</param>
internal sealed record ScanTarget(bool HoldsOneSegment, double? Maximum = null, int MaximumFractionalValue = 0)
{
    public static ScanTarget Labels { get; } = new(HoldsOneSegment: false);

    public static ScanTarget Mask { get; } = new(HoldsOneSegment: true);

    public static ScanTarget Fractions(double maximum, int maximumFractionalValue) => new(HoldsOneSegment: true, maximum, maximumFractionalValue);

    /// <summary>The scanner of voxels of one type.</summary>
    public PlaneScanner<T> ScannerOf<T>()
        where T : unmanaged => (PlaneScanner<T>)(Maximum is { } maximum ? FractionScanner.Of<T>(maximum, MaximumFractionalValue) : LabelScanner.Of<T>(HoldsOneSegment));
}
