using Dcmqi.Binary;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

namespace Dcmqi.RtStructures;

/// <summary>Which share of each voxel a region covers, plane by plane.</summary>
/// <param name="roi">The region.</param>
/// <param name="grid">The grid.</param>
/// <param name="axis">The axis across the planes.</param>
/// <param name="planes">What lies in each.</param>
/// <param name="warnings">What was left out or doubtful.</param>
internal sealed class RoiFractions(RtRoi roi, RoiGrid grid, int axis, RoiPlane[] planes, List<string> warnings)
{
    private readonly (int Width, int Height, int Planes) _size = ContourPlacer.SizeAcross(grid.Geometry.Size, axis);

    public IReadOnlyList<string> Warnings => warnings;

    public Volume<float> ToVolume(CancellationToken cancellationToken)
    {
        var volume = new Volume<float>(grid.Geometry) { Name = roi.Name, Warnings = warnings };
        if (axis == 2)
        {
            Run(() => default(float[]), (plane, scanner, ref _) => Fill(planes[plane], scanner, volume.Slice(plane)), cancellationToken);
            return volume;
        }

        (int x, int y) = (grid.Geometry.Size.X, grid.Geometry.Size.Y);
        Run(NewPlane, (plane, scanner, ref shares) =>
        {
            bool isExact = Fill(planes[plane], scanner, shares);
            Span<float> voxels = volume.Voxels;
            for (int index = 0; index < shares!.Length; index++)
            {
                (int v, int u) = Math.DivRem(index, _size.Width);
                voxels[axis == 0 ? (((v * y) + u) * x) + plane : (((v * y) + plane) * x) + u] = shares[index];
            }

            return isExact;
        }, cancellationToken);
        return volume;
    }

    /// <summary>The region as fractions of a segment.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="maximum">The stored value that means 1.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public LabelLayer ToLayer(string name, int maximum, CancellationToken cancellationToken)
    {
        if (axis != 2)
            return LayerScanner.Scan(ToVolume(cancellationToken), 0, name, GridOrder.Identity, ScanTarget.Fractions(1, maximum), null, cancellationToken);
        var slices = new LabelSlice[planes.Length];
        Array.Fill(slices, LabelSlice.Empty);
        var fractions = new byte[]?[planes.Length];
        Run(() => (Shares: NewPlane(), Collector: new RunCollector()), (plane, scanner, ref state) =>
        {
            bool isExact = Fill(planes[plane], scanner, state.Shares);
            byte[] stored = new byte[state.Shares.Length];
            FractionScanner.Round<float>(state.Shares, stored, 1, maximum);
            fractions[plane] = FractionScanner.CollectNonZero(stored, state.Collector) ? stored : null;
            slices[plane] = state.Collector.Take();
            return isExact;
        }, cancellationToken);
        return new LabelLayer(name, grid.Geometry, slices, null) { HoldsOneSegment = true, Fractions = fractions };
    }

    private delegate bool PlaneBody<TState>(int plane, PlaneScanner scanner, ref TState state);

    private float[] NewPlane() => new float[_size.Width * _size.Height];

    private void Run<TState>(Func<TState> newState, PlaneBody<TState> body, CancellationToken cancellationToken)
    {
        int[] occupied = [.. Enumerable.Range(0, planes.Length).Where(plane => !planes[plane].IsEmpty)];
        bool[] isExact = new bool[occupied.Length];
        ParallelLoop.Run(
            occupied.Length,
            () => (Scanner: new PlaneScanner(new ContourPlacer(grid), new AreaScanner()), State: newState()),
            (index, ref own) => isExact[index] = body(occupied[index], own.Scanner, ref own.State),
            cancellationToken);
        int[] inexact = [.. occupied.Where((_, index) => !isExact[index])];
        if (inexact.Length > 0)
            warnings.Add($"{roi.Described}: so many edges cross or lie in one line of voxels in slice {SliceList.Of(inexact)} that shares are not exact there, but of eight lines through each voxel.");
    }

    // Interpolated shapes have whole pixels.
    private bool Fill(RoiPlane plane, PlaneScanner scanner, Span<float> shares)
    {
        if (plane.HasContours)
        {
            scanner.Areas.Begin();
            for (int index = 0; index < plane.Contours.Length; index++)
                scanner.Areas.Add(scanner.Placer.PointsAcross(roi.Contours[plane.Contours[index]], axis), plane.Groups[index]);
            return scanner.Areas.Scan(shares, _size.Width);
        }

        shares.Clear();
        foreach (LabelRun run in plane.Runs)
            shares.Slice(run.Start, run.Length).Fill(1);
        return true;
    }

    private sealed record PlaneScanner(ContourPlacer Placer, AreaScanner Areas);
}
