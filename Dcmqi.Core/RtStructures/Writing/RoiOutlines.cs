using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>The polygons of a region, slice by slice.</summary>
/// <param name="Slices">The slices that have some, ascending, with polygons in doubled pixel coordinates.</param>
/// <param name="IsXor">Whether polygons within others are holes by exclusive disjunction.</param>
/// <param name="Voxels">The voxels that they were made of.</param>
/// <param name="Changed">The voxels that come back differently.</param>
internal sealed record RoiOutlines(IReadOnlyList<(int Slice, IReadOnlyList<(int X, int Y)[]> Polygons)> Slices, bool IsXor, long Voxels, long Changed)
{
    public static RoiOutlines Of(RoiInput input, RtContourOptions options, CancellationToken cancellationToken)
    {
        int[] occupied = [.. Enumerable.Range(0, input.Slices.Count).Where(slice => input.Slices[slice].Length > 0)];
        var slices = new (int, IReadOnlyList<(int X, int Y)[]>)[occupied.Length];
        int width = input.Geometry.Size.X, height = input.Geometry.Size.Y;
        bool isXor = options.Holes == ContourHoles.ExclusiveDisjunction;
        long voxels = 0, changed = 0;
        ParallelLoop.Run(occupied.Length, () => (Tracer: new ContourTracer(), Scanner: new PolygonScanner(), Voxels: 0L, Changed: 0L), (index, ref state) =>
        {
            LabelRun[] runs = input.Slices[occupied[index]];
            List<(int X, int Y)[]> polygons = state.Tracer.Trace(runs, width, keyholes: !isXor);
            if (options.SimplificationMm > 0)
            {
                polygons = [.. polygons.Select(polygon => OutlineSimplification.Of(polygon, input.Geometry.SpacingMm, options.SimplificationMm))];
                state.Changed += RunSets.Count(RunSets.Xor(runs, Enclosed(polygons, state.Scanner, isXor, width, height)));
            }

            state.Voxels += RunSets.Count(runs);
            slices[index] = (occupied[index], polygons);
        }, cancellationToken, end: state =>
        {
            Interlocked.Add(ref voxels, state.Voxels);
            Interlocked.Add(ref changed, state.Changed);
        });
        return new RoiOutlines(slices, isXor, voxels, changed);
    }

    public string DescribeChange(string name) => string.Create(CultureInfo.InvariantCulture, $"'{name}': simplification changes {Changed} of {Voxels} voxel{(Voxels == 1 ? "" : "s")}.");

    private static LabelRun[] Enclosed(List<(int X, int Y)[]> polygons, PolygonScanner scanner, bool isXor, int width, int height)
    {
        LabelRun[][] each = [.. polygons.Select(polygon => scanner.Scan(Array.ConvertAll(polygon, point => new Vector3d(point.X / 2.0, point.Y / 2.0, 0)), width, height))];
        bool crossed = false;
        return each.Length == 0 ? [] : isXor ? PlaneRegions.CombineXor(each) : PlaneRegions.Combine(each, ref crossed);
    }
}
