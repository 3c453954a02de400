namespace Dcmqi;

/// <summary>Options of aligning the volumes given to a builder with the grid of the source images.</summary>
/// <example>
/// <code>new SegmentationBuilder(ct, metadata) { Alignment = new() { Resampling = Resampling.NearestNeighbor } }</code>
/// </example>
public sealed record SourceAlignment
{
    /// <summary>Gets what is asked of the source images' positions. Default: <see cref="SourceMatching.Require"/>.</summary>
    public SourceMatching Matching { get; init; } = SourceMatching.Require;

    /// <summary>Gets the largest distance between a slice and the plane of a source image that it lies in, as a share of the slice spacing: above 0, below 0.5. Default: 0.01.</summary>
    public double PositionTolerance { get; init; } = 0.01;

    /// <summary>Gets how volumes on another grid than the images are brought onto the images' grid. Default (<see langword="null"/>): they stay on their own.</summary>
    /// <remarks>Axes in another order or direction are no other grid: they are reoriented without resampling in any case. Labels and masks take <see cref="Resampling.NearestNeighbor"/> only. Voxels outside of a volume become background, in a parametric map not a number (0 in a volume of whole numbers).</remarks>
    public Resampling? Resampling { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    internal void Check()
    {
        if (!(PositionTolerance is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(PositionTolerance), PositionTolerance, "The share of the slice spacing must be above 0 and below 0.5.");
    }

    /// <summary>Gives the options in one line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"SourceAlignment: {Matching}, within {PositionTolerance} of the spacing, {(Resampling is { } way ? $"resampled by {way}" : "not resampled")}");
}
