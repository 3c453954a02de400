namespace Dcmqi;

/// <summary>Options of making voxels, or shares of voxels, from contours.</summary>
public sealed record RtMaskOptions
{
    /// <summary>Gets what becomes of slices without a contour between slices with contours. Default: <see cref="ContourGaps.Leave"/>, with a warning.</summary>
    public ContourGaps Gaps { get; init; } = ContourGaps.Leave;

    internal static RtMaskOptions Default { get; } = new();

    /// <summary>Returns the options in one line.</summary>
    public override string ToString() => $"RtMaskOptions: gaps {(Gaps == ContourGaps.Leave ? "left empty" : "interpolated")}";
}
