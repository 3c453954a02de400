namespace Dcmqi.Tests.Support;

/// <summary>One frame of a <see cref="PhantomMultiFrame"/>.</summary>
/// <param name="Geometry">The grid it is a slice of.</param>
/// <param name="Slice">Which slice, from 0.</param>
internal sealed record PhantomFrame(VolumeGeometry Geometry, int Slice)
{
    public string? StackId { get; init; }

    public int? Time { get; init; }

    public double? BValue { get; init; }

    public double? EchoTimeMs { get; init; }

    /// <summary>All slices of a grid.</summary>
    public static IEnumerable<PhantomFrame> Of(VolumeGeometry geometry) => Enumerable.Range(0, geometry.Size.Z).Select(slice => new PhantomFrame(geometry, slice));
}
