namespace Dcmqi.Analysis.Shape;

/// <summary>The convex hull of a region's surface mesh (IBSI 3.1.26, 3.1.27).</summary>
/// <param name="VolumeMm3">What it encloses.</param>
/// <param name="AreaMm2">Its surface.</param>
internal readonly record struct RegionHull(double VolumeMm3, double AreaMm2)
{
    /// <param name="region">The region, not empty.</param>
    /// <param name="geometry">Its grid.</param>
    public static RegionHull Of(Region region, VolumeGeometry geometry)
    {
        // Of the vertices of the mesh only corners of the outlines can be corners of the hull. Steps are halves of a voxel.
        var points = new List<Vector3d>();
        foreach (SliceOutline outline in region.Slices.Select(slice => new SliceOutline(slice)))
        {
            points.AddRange(outline.Corners.Select(corner => new Vector3d(corner.X, corner.Y, 2 * outline.Z)));
            foreach ((int x, int y) in outline.Centers)
            {
                points.Add(new Vector3d(x, y, (2 * outline.Z) - 1));
                points.Add(new Vector3d(x, y, (2 * outline.Z) + 1));
            }
        }

        Vector3d[] steps = [.. points];
        Vector3d first = geometry.IndexToPatient(steps[0].X / 2, steps[0].Y / 2, steps[0].Z / 2);
        Vector3d[] mm = Array.ConvertAll(steps, step => geometry.IndexToPatient(step.X / 2, step.Y / 2, step.Z / 2) - first);
        (double volume, double area) = (0, 0);
        foreach ((int a, int b, int c) in ConvexHull.Of(steps))
        {
            volume += mm[a].Dot(mm[b].Cross(mm[c])) / 6;
            area += (mm[b] - mm[a]).Cross(mm[c] - mm[a]).Length / 2;
        }

        return new RegionHull(Math.Abs(volume), area);
    }
}
