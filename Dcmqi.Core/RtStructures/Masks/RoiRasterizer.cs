using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Makes voxels of the contours of a region (PS3.3 C.8.8.6): polygons are put into the grid's own coordinates, unrounded, and enclose the voxels whose centres they enclose.</summary>
internal sealed class RoiRasterizer(RtRoi roi, RoiGrid grid, ContourGaps gaps, CancellationToken cancellationToken)
{
    private readonly VolumeGeometry _geometry = grid.Geometry;
    private readonly List<string> _warnings = [];

    public RoiRuns Run()
    {
        (int axis, RoiPlane[] planes) = Planes();
        LabelRun[][] runs = [.. planes.Select(plane => plane.Runs)];
        return new RoiRuns(axis == 2 ? runs : PlaneTurning.ToSlices(runs, axis, _geometry.Size), _warnings);
    }

    /// <summary>The shares of voxels that the contours cover, in the planes of <see cref="Run"/>.</summary>
    public RoiFractions RunFractions()
    {
        (int axis, RoiPlane[] planes) = Planes();
        return new RoiFractions(roi, grid, axis, planes, _warnings);
    }

    private (int Axis, RoiPlane[] Planes) Planes()
    {
        var placed = new PlacedContour[roi.Contours.Count];
        ParallelLoop.Run(placed.Length, () => new ContourPlacer(grid), (index, ref placer) => placed[index] = placer.Place(roi.Contours[index]), cancellationToken);
        int axis = KeepOneAxis(placed);
        KeepNearestPlanes(placed);
        (int width, int height, int planeCount) = ContourPlacer.SizeAcross(_geometry.Size, axis);
        RoiPlane[] planes = Combine(placed, planeCount);
        Warn(placed);
        FillGaps(planes, width, height, axis);
        return (axis, planes);
    }

    // Contours across two axes would each leave gaps that the others run through.
    private static int KeepOneAxis(PlacedContour[] placed)
    {
        Span<int> counts = stackalloc int[3];
        foreach (PlacedContour contour in placed)
        {
            if (contour.Use == ContourUse.Used)
                counts[contour.Axis]++;
        }

        int axis = counts[2] >= Math.Max(counts[0], counts[1]) ? 2 : counts[1] >= counts[0] ? 1 : 0;
        foreach (ref PlacedContour contour in placed.AsSpan())
        {
            if (contour.Use == ContourUse.Used && contour.Axis != axis)
                contour = PlacedContour.Unused(ContourUse.OtherAxis);
        }

        return axis;
    }

    // Where contours lie closer than slices, each slice takes those of the nearest plane: together they would make holes of each other.
    private static void KeepNearestPlanes(PlacedContour[] placed)
    {
        foreach (IGrouping<int, int> slice in Enumerable.Range(0, placed.Length).Where(index => placed[index].Use == ContourUse.Used).GroupBy(index => placed[index].Slice))
        {
            double nearest = placed[slice.MinBy(index => placed[index].Offset)].Position;
            foreach (int index in slice)
            {
                if (Math.Abs(placed[index].Position - nearest) > PlacedContour.PlaneTolerance)
                    placed[index] = PlacedContour.Unused(ContourUse.Farther);
            }
        }
    }

    private RoiPlane[] Combine(PlacedContour[] placed, int planeCount)
    {
        var planes = new RoiPlane[planeCount];
        Array.Fill(planes, RoiPlane.Empty);
        var crossing = new List<int>();
        foreach (IGrouping<int, int> plane in Enumerable.Range(0, placed.Length).Where(index => placed[index].Use == ContourUse.Used).GroupBy(index => placed[index].Slice))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool crossed = false;
            int[] contours = [.. plane], groups = PlaneRegions.Apart(contours.Length);
            LabelRun[][] polygons = Array.ConvertAll(contours, index => placed[index].Runs);
            LabelRun[] runs = Array.Exists(contours, index => placed[index].IsXor) ? PlaneRegions.CombineXor(polygons) : PlaneRegions.Combine(polygons, out groups, ref crossed);
            planes[plane.Key] = new RoiPlane(runs, contours, groups);
            if (crossed)
                crossing.Add(plane.Key);
        }

        if (crossing.Count > 0)
            _warnings.Add($"{roi.Described}: contours of one plane cross each other or are equal, in slice {SliceList.Of(crossing)}. They are joined, not taken as holes.");
        return planes;
    }

    private void Warn(PlacedContour[] placed)
    {
        foreach ((ContourUse use, string what) in RoiWarnings.Unused)
            WarnIfAny(placed.Count(contour => contour.Use == use), what);
        WarnIfAny(placed.Count(contour => contour.Use == ContourUse.Used && (contour.Offset > PlacedContour.PlaneTolerance || contour.Thickness > 2 * PlacedContour.PlaneTolerance)), RoiWarnings.OffPlane);
        WarnIfAny(placed.Count(contour => contour.IsCut), RoiWarnings.Cut);
    }

    private void WarnIfAny(int count, string what)
    {
        if (count > 0)
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{roi.Described}: {count} of {roi.Contours.Count} contour{(roi.Contours.Count == 1 ? "" : "s")} {what}"));
    }

    private void FillGaps(RoiPlane[] planes, int width, int height, int axis)
    {
        int[] occupied = [.. Enumerable.Range(0, planes.Length).Where(plane => planes[plane].HasContours)];
        int[] missing = occupied.Length == 0 ? [] : [.. Enumerable.Range(occupied[0], occupied[^1] - occupied[0]).Where(plane => !planes[plane].HasContours)];
        if (missing.Length == 0)
            return;
        string where = $"{(axis == 2 ? "slice" : axis == 1 ? "row" : "column")} {SliceList.Of(missing)} between others";
        if (gaps == ContourGaps.Leave)
        {
            _warnings.Add($"{roi.Described}: no contour lies in {where}; nothing is filled in. Set ContourGaps.Interpolate to have shapes interpolated.");
            return;
        }

        (double spacingU, double spacingV) = axis switch
        {
            0 => (_geometry.SpacingMm.Y, _geometry.SpacingMm.Z),
            1 => (_geometry.SpacingMm.X, _geometry.SpacingMm.Z),
            _ => (_geometry.SpacingMm.X, _geometry.SpacingMm.Y),
        };
        var interpolation = new ShapeInterpolation(width, height, spacingU, spacingV, grid.ShareOf);
        LabelRun[][] runs = [.. planes.Select(plane => plane.Runs)];
        ParallelLoop.Run(occupied.Length - 1, index => interpolation.Fill(runs, occupied[index], occupied[index + 1]), cancellationToken);
        foreach (int plane in missing)
            planes[plane] = RoiPlane.Empty with { Runs = runs[plane] };
        _warnings.Add($"{roi.Described}: no contour lies in {where}; shapes were interpolated there.");
    }
}
