using Dcmqi.Analysis.Shape;

namespace Dcmqi.Analysis;

/// <summary>Measures the shape of regions on one grid. Several threads may ask at once.</summary>
internal sealed class SegmentShape(VolumeGeometry geometry, SegmentMeasurementOptions options)
{
    private readonly CellSurface _surface = new(geometry);
    private readonly SlicePlane _plane = new(geometry);

    /// <param name="region">The region.</param>
    /// <param name="outlined">What has an outline of it.</param>
    /// <param name="set">Takes values; not finite where there is none.</param>
    public IReadOnlyList<PlaneDiameters> Measure(Region region, Region outlined, Action<SegmentFeature, double> set)
    {
        if (options.WantsAny(FeatureFamily.Shape))
            MeasureVoxels(region, set);
        if (outlined.IsEmpty)
            return [];
        if (options.WantsAny(FeatureFamily.Mesh) || options.Wants(SegmentFeature.IntegratedIntensity))
            MeasureMesh(outlined, set);
        if (options.WantsAny(FeatureFamily.Hull))
            MeasureHull(outlined, set);
        return options.WantsAny(FeatureFamily.Diameters) ? MeasureDiameters(outlined, set) : [];
    }

    private void MeasureVoxels(Region region, Action<SegmentFeature, double> set)
    {
        var moments = new RegionMoments(region);
        set(SegmentFeature.VoxelVolume, moments.Voxels * geometry.VoxelVolumeMm3);
        if (region.IsEmpty)
            return;
        PrincipalAxes axes = PrincipalAxes.Of(moments.Covariance(geometry));
        set(SegmentFeature.MajorAxisLength, axes.MajorMm);
        set(SegmentFeature.MinorAxisLength, axes.MinorMm);
        set(SegmentFeature.LeastAxisLength, axes.LeastMm);
        set(SegmentFeature.Elongation, axes.MinorMm / axes.MajorMm);
        set(SegmentFeature.Flatness, axes.LeastMm / axes.MajorMm);
        double voxels = (region.Last.X - region.First.X + 1.0) * (region.Last.Y - region.First.Y + 1.0) * (region.Last.Z - region.First.Z + 1.0);
        set(SegmentFeature.BoundingBoxVolume, voxels * geometry.VoxelVolumeMm3);
    }

    // IBSI 3.1.1 to 3.1.9.
    private void MeasureMesh(Region region, Action<SegmentFeature, double> set)
    {
        long[] cells = CellCounts.Of(region);
        double volume = _surface.Voxels(cells) * geometry.VoxelVolumeMm3, area = _surface.AreaMm2(cells);
        double sphericity = Math.Cbrt(36 * Math.PI * volume * volume) / area;
        set(SegmentFeature.MeshVolume, volume);
        set(SegmentFeature.SurfaceArea, area);
        set(SegmentFeature.SurfaceToVolumeRatio, area / volume);
        set(SegmentFeature.Sphericity, sphericity);
        set(SegmentFeature.SphericalDisproportion, 1 / sphericity);
        set(SegmentFeature.Asphericity, (1 / sphericity) - 1);
        set(SegmentFeature.Compactness1, volume / (Math.Sqrt(Math.PI) * Math.Pow(area, 1.5)));
        set(SegmentFeature.Compactness2, sphericity * sphericity * sphericity);

        // IBSI 3.1.20, 3.1.21, 3.1.24, 3.1.25. The mesh reaches half a voxel beyond the centres, so its box is that of the voxels.
        Vector3d a = geometry.DirectionX * (geometry.SpacingMm.X * (region.Last.X - region.First.X + 1)), b = geometry.DirectionY * (geometry.SpacingMm.Y * (region.Last.Y - region.First.Y + 1)), c = geometry.DirectionZ * (geometry.SpacingMm.Z * (region.Last.Z - region.First.Z + 1));
        set(SegmentFeature.VolumeDensityAlignedBox, volume / Math.Abs(a.Dot(b.Cross(c))));
        set(SegmentFeature.AreaDensityAlignedBox, area / (2 * (a.Cross(b).Length + b.Cross(c).Length + c.Cross(a).Length)));
        PrincipalAxes axes = PrincipalAxes.Of(new RegionMoments(region).Covariance(geometry));
        set(SegmentFeature.VolumeDensityEllipsoid, volume / axes.EllipsoidVolumeMm3);
        set(SegmentFeature.AreaDensityEllipsoid, area / axes.EllipsoidAreaMm2);
    }

    private void MeasureHull(Region region, Action<SegmentFeature, double> set)
    {
        if (options.Wants(SegmentFeature.VolumeDensityConvexHull) || options.Wants(SegmentFeature.AreaDensityConvexHull))
        {
            long[] cells = CellCounts.Of(region);
            RegionHull hull = RegionHull.Of(region, geometry);
            set(SegmentFeature.VolumeDensityConvexHull, _surface.Voxels(cells) * geometry.VoxelVolumeMm3 / hull.VolumeMm3);
            set(SegmentFeature.AreaDensityConvexHull, _surface.AreaMm2(cells) / hull.AreaMm2);
        }

        if (!options.Wants(SegmentFeature.MaximumDiameterSlice) && !options.Wants(SegmentFeature.MaximumDiameterColumn) && !options.Wants(SegmentFeature.MaximumDiameterRow))
            return;
        var reach = new PlaneReach(region, geometry);
        set(SegmentFeature.MaximumDiameterSlice, reach.DistanceMm(2));
        set(SegmentFeature.MaximumDiameterColumn, reach.DistanceMm(1));
        set(SegmentFeature.MaximumDiameterRow, reach.DistanceMm(0));
    }

    private PlaneDiameters[] MeasureDiameters(Region region, Action<SegmentFeature, double> set)
    {
        SliceOutline[] outlines = [.. region.Slices.Select(slice => new SliceOutline(slice))];
        if (options.Wants(SegmentFeature.Maximum3DDiameter))
            set(SegmentFeature.Maximum3DDiameter, FarthestPair.DistanceMm(outlines, geometry));
        PlaneDiameters[] planes = Array.ConvertAll(outlines, InPlane);
        PlaneDiameters largest = planes.MaxBy(plane => (plane.LongAxis.LengthMm, plane.ShortAxis.LengthMm))!;
        set(SegmentFeature.LongAxis, largest.LongAxis.LengthMm);
        set(SegmentFeature.ShortAxis, largest.ShortAxis.LengthMm);
        return planes;
    }

    private PlaneDiameters InPlane(SliceOutline outline)
    {
        OutlineAxes axes = OutlineAxes.Of([.. outline.Corners.Select(corner => _plane.FromIndex(corner.X / 2.0, corner.Y / 2.0))]);
        return new PlaneDiameters { Slice = outline.Z, LongAxis = Line(outline.Z, axes.LongFirst, axes.LongLast), ShortAxis = Line(outline.Z, axes.ShortFirst, axes.ShortLast) };
    }

    private PlaneLine Line(int z, PlanePoint first, PlanePoint last)
    {
        (double X, double Y) from = _plane.ToIndex(first), to = _plane.ToIndex(last);
        return new PlaneLine
        {
            LengthMm = (last - first).Length,
            FirstMm = geometry.IndexToPatient(from.X, from.Y, z),
            LastMm = geometry.IndexToPatient(to.X, to.Y, z),
            FirstPixel = from,
            LastPixel = to,
        };
    }
}
