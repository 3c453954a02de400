namespace Dcmqi.Sources;

/// <summary>The grids of the volumes that one object is made of.</summary>
internal static class VolumeGrids
{
    /// <summary>Adds which volumes lie on another grid than the first.</summary>
    /// <param name="volumes">What messages call each volume, and where it lies.</param>
    /// <param name="what">What they make, such as <c>All label maps of one segmentation</c>.</param>
    /// <param name="faults">Takes the messages.</param>
    public static void CheckOne(IReadOnlyList<(string Name, VolumeGeometry Geometry)> volumes, string what, List<string> faults)
    {
        (string first, VolumeGeometry reference) = volumes[0];
        foreach ((string name, VolumeGeometry geometry) in volumes.Skip(1))
        {
            if (geometry.Size != reference.Size || !geometry.IsCloseTo(reference, 0.01 * reference.SpacingMm.Z))
                faults.Add($"'{name}' lies on another grid than '{first}': {geometry} against {reference}. {what} share a grid. Set SourceAlignment.Resampling to bring all onto that of the images.");
        }
    }

    /// <summary>The volume on the grid of the images; itself where it lies there already, also with axes in another order or direction.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="source">The images.</param>
    /// <param name="resampling">How it is brought onto their grid.</param>
    /// <param name="tolerance">Largest distance, as a share of the images' spacing, at which it counts as lying there.</param>
    /// <param name="outside">What voxels get that lie outside of it.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static Volume OnSource(Volume volume, SourceImages source, Resampling resampling, double tolerance, double outside, CancellationToken cancellationToken) =>
        OtherThan(volume.Geometry, source, tolerance) is { } wanted ? volume.ResampleTo(wanted, resampling, outside, cancellationToken) : volume;

    /// <summary>The grid of the images; <see langword="null"/> where a volume lies on it already, also with axes in another order or direction.</summary>
    /// <param name="geometry">The grid of the volume.</param>
    /// <param name="source">The images.</param>
    /// <param name="tolerance">Largest distance, as a share of the images' spacing, at which it counts as lying there.</param>
    public static VolumeGeometry? OtherThan(VolumeGeometry geometry, SourceImages source, double tolerance)
    {
        // Where nothing lies in the patient, voxels are pixels.
        if (!source.HasPatientCoordinates)
            return null;
        VolumeGeometry wanted = source.Geometry;
        VolumeGeometry reoriented = DerivedPlanes.OrderFor(geometry, source).Apply(geometry);
        double toleranceMm = tolerance * Math.Min(wanted.SpacingMm.X, Math.Min(wanted.SpacingMm.Y, wanted.SpacingMm.Z));
        return reoriented.IsCloseTo(wanted, toleranceMm) || geometry.IsCloseTo(wanted, 1e-6) ? null : wanted;
    }
}
