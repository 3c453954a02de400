namespace Dcmqi.RtStructures;

/// <summary>The grid that contours are put on; its slices may lie at uneven distances.</summary>
/// <param name="geometry">Rows, columns and slices; the spacing of uneven slices is that of the mean.</param>
/// <param name="positionsMm">For uneven slices, how far each lies from the first, ascending; <see langword="null"/> for even ones.</param>
internal sealed class RoiGrid(VolumeGeometry geometry, double[]? positionsMm = null)
{
    public VolumeGeometry Geometry => geometry;

    public bool IsEven => positionsMm is null;

    public Vector3d PatientToIndex(Vector3d point)
    {
        Vector3d index = geometry.PatientToIndex(point);
        return positionsMm is null ? index : new Vector3d(index.X, index.Y, IndexOf(index.Z * geometry.SpacingMm.Z, positionsMm));
    }

    /// <summary>Where a slice lies between two others, from 0 to 1.</summary>
    public double ShareOf(int slice, int before, int after) => positionsMm is null
        ? (double)(slice - before) / (after - before)
        : (positionsMm[slice] - positionsMm[before]) / (positionsMm[after] - positionsMm[before]);

    // Between two slices in proportion, so that the nearest index is the nearest slice; beyond the ends on as between the last two.
    private static double IndexOf(double positionMm, double[] positions)
    {
        int after = Array.BinarySearch(positions, positionMm);
        if (after >= 0)
            return after;
        after = Math.Clamp(~after, 1, positions.Length - 1);
        return after - 1 + ((positionMm - positions[after - 1]) / (positions[after] - positions[after - 1]));
    }
}
