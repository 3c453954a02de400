using System.Globalization;

namespace Dcmqi;

/// <summary>The measured features of one segment.</summary>
public sealed class MeasuredSegment
{
    private readonly ILookup<SegmentFeature, MeasuredFeature> _byFeature;

    internal MeasuredSegment(Segment segment, IReadOnlyList<MeasuredFeature> features)
    {
        Segment = segment;
        Features = features;
        _byFeature = features.ToLookup(feature => feature.Feature);
    }

    /// <summary>Gets the segment, as the segmentation describes it.</summary>
    public Segment Segment { get; }

    /// <summary>Gets the features, in the order of <see cref="SegmentFeature"/>'s families.</summary>
    public IReadOnlyList<MeasuredFeature> Features { get; }

    /// <summary>Gets the number of voxels that the segment fills, wholly or in part, on the grid that was measured.</summary>
    public required long VoxelCount { get; init; }

    /// <summary>Gets the centre of the voxels, LPS, mm, weighted by what the segment fills of them; <see langword="null"/> for an empty segment.</summary>
    public required Vector3d? CentroidMm { get; init; }

    /// <summary>Returns the lowest x, y and z of a voxel; <see langword="null"/> for an empty segment.</summary>
    public required (int X, int Y, int Z)? FirstIndex { get; init; }

    /// <summary>Returns the highest x, y and z of a voxel; <see langword="null"/> for an empty segment.</summary>
    public required (int X, int Y, int Z)? LastIndex { get; init; }

    /// <summary>Gets the diameters in each plane that has an outline, in order of slices; empty if they were not asked for.</summary>
    public required IReadOnlyList<PlaneDiameters> PlaneDiameters { get; init; }

    /// <summary>Gets the plane with the longest diameter; <see langword="null"/> if there is none.</summary>
    public PlaneDiameters? LargestDiameters => PlaneDiameters.MaxBy(plane => (plane.LongAxis.LengthMm, plane.ShortAxis.LengthMm));

    /// <summary>Gets the value of a feature; <see langword="null"/> if it was not measured or has none.</summary>
    /// <param name="feature">The feature; of several percentiles, the first.</param>
    public double? this[SegmentFeature feature] => _byFeature[feature].FirstOrDefault()?.Value;

    /// <summary>Returns the segment and number of features.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Segment.Number}: {Segment.Label}, {VoxelCount} voxel{(VoxelCount == 1 ? "" : "s")}, {Features.Count} feature{(Features.Count == 1 ? "" : "s")}");
}
