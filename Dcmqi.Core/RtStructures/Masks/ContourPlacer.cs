using System.Runtime.CompilerServices;

namespace Dcmqi.RtStructures;

/// <summary>Puts contours on a grid. Used again for the next contour; not for several threads.</summary>
internal sealed class ContourPlacer(RoiGrid grid)
{
    // Farther away than any grid reaches; such numbers are no coordinates, and too large to be computed with.
    private const double FarAway = 1e9;

    // A contour whose points lie farther apart than this across every axis, as a share of the spacing, is askew.
    private const double ThickestPlane = 0.5;

    private readonly VolumeGeometry _geometry = grid.Geometry;
    private readonly PolygonScanner _scanner = new();
    private Vector3d[] _points = [];

    /// <summary>The size of the planes across an axis.</summary>
    public static (int Width, int Height, int Planes) SizeAcross(VolumeSize size, int axis) => axis switch
    {
        0 => (size.Y, size.Z, size.X),
        1 => (size.X, size.Z, size.Y),
        _ => (size.X, size.Y, size.Z),
    };

    public PlacedContour Place(RtContour contour)
    {
        ContourUse use = Read(contour, out Vector3d low, out Vector3d high, out Vector3d middle);
        if (use != ContourUse.Used)
            return PlacedContour.Unused(use);
        int axis = AxisAcross(high - low);
        if (axis < 0 || (axis != 2 && !grid.IsEven))
            return PlacedContour.Unused(ContourUse.NotParallel);
        (int width, int height, int planes) = SizeAcross(_geometry.Size, axis);
        ReadOnlySpan<Vector3d> points = TurnedPoints(contour.PointCount, axis);
        (low, high, double position) = (Turned(low, axis), Turned(high, axis), Turned(middle, axis).Z);
        bool isBeyond = position < -0.5 || position >= planes - 0.5 || high.X < -0.5 || low.X > width - 0.5 || high.Y < -0.5 || low.Y > height - 0.5;
        if (isBeyond)
            return PlacedContour.Unused(ContourUse.BeyondGrid);

        // Half a voxel beyond the outermost centres the grid ends; a contour along that edge is not cut.
        const double Edge = 0.5 + PlacedContour.PlaneTolerance;
        bool isCut = low.X < -Edge || low.Y < -Edge || high.X > width - 1 + Edge || high.Y > height - 1 + Edge;
        return new PlacedContour(
            ContourUse.Used, axis, position, high.Z - low.Z, contour.Type == RtContourType.ClosedPlanarXor, isCut, _scanner.Scan(points, width, height));
    }

    /// <summary>The points of a contour that can be used: u, v and the position of the plane across an axis. They are kept until the next is asked for.</summary>
    public ReadOnlySpan<Vector3d> PointsAcross(RtContour contour, int axis)
    {
        Read(contour, out _, out _, out _);
        return TurnedPoints(contour.PointCount, axis);
    }

    private ReadOnlySpan<Vector3d> TurnedPoints(int count, int axis)
    {
        Span<Vector3d> points = _points.AsSpan(0, count);
        if (axis != 2)
        {
            foreach (ref Vector3d point in points)
                point = Turned(point, axis);
        }

        return points;
    }

    private ContourUse Read(RtContour contour, out Vector3d low, out Vector3d high, out Vector3d middle)
    {
        (low, high, middle) = (default, default, default);
        ContourUse use = contour.Type switch
        {
            RtContourType.ClosedPlanar or RtContourType.ClosedPlanarXor => ContourUse.Used,
            RtContourType.Point => ContourUse.Point,
            RtContourType.OpenPlanar => ContourUse.OpenPlanar,
            RtContourType.OpenNonplanar => ContourUse.OpenNonplanar,
            _ => ContourUse.UnknownType,
        };
        if (use != ContourUse.Used)
            return use;
        if (contour.ValueCount % 3 != 0)
            return ContourUse.NotNumbers;
        if (contour.PointCount < 3)
            return ContourUse.TooFewPoints;
        if (_points.Length < contour.PointCount)
            _points = new Vector3d[contour.PointCount];
        Span<Vector3d> points = _points.AsSpan(0, contour.PointCount);
        if (contour.ReadPoints(points) is not null)
            return ContourUse.NotNumbers;
        (low, high, middle) = ToIndex(points);
        bool isNear = low.IsFinite && high.IsFinite && Math.Min(low.X, Math.Min(low.Y, low.Z)) > -FarAway && Math.Max(high.X, Math.Max(high.Y, high.Z)) < FarAway;
        return isNear ? ContourUse.Used : ContourUse.BeyondGrid;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Vector3d Low, Vector3d High, Vector3d Middle) ToIndex(Span<Vector3d> points)
    {
        var low = new Vector3d(double.MaxValue, double.MaxValue, double.MaxValue);
        (Vector3d high, Vector3d sum) = (-low, default);
        foreach (ref Vector3d point in points)
        {
            point = grid.PatientToIndex(point);
            low = new Vector3d(Math.Min(low.X, point.X), Math.Min(low.Y, point.Y), Math.Min(low.Z, point.Z));
            high = new Vector3d(Math.Max(high.X, point.X), Math.Max(high.Y, point.Y), Math.Max(high.Z, point.Z));
            sum += point;
        }

        return (low, high, sum * (1.0 / points.Length));
    }

    // The axis along which the points agree; of several the slices' own, then that along which they agree best in millimetres.
    private int AxisAcross(Vector3d extent)
    {
        if (extent.Z <= PlacedContour.PlaneTolerance)
            return 2;
        ReadOnlySpan<double> extents = [extent.X, extent.Y, extent.Z];
        ReadOnlySpan<double> spacings = [_geometry.SpacingMm.X, _geometry.SpacingMm.Y, _geometry.SpacingMm.Z];
        int best = -1;
        for (int axis = 2; axis >= 0; axis--)
        {
            if (extents[axis] <= ThickestPlane && (best < 0 || extents[axis] * spacings[axis] < extents[best] * spacings[best]))
                best = axis;
        }

        return best;
    }

    private static Vector3d Turned(Vector3d index, int axis) => axis switch
    {
        0 => new Vector3d(index.Y, index.Z, index.X),
        1 => new Vector3d(index.X, index.Z, index.Y),
        _ => index,
    };
}
