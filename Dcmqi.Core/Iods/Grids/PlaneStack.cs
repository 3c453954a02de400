using System.Globalization;

namespace Dcmqi.Iods;

/// <summary>Parallel planes ordered along their normal, and the regular grid they make.</summary>
internal sealed class PlaneStack
{
    /// <summary>Planes closer than this are one position: 16-character decimal strings differ by less, slices by more.</summary>
    public const double SamePositionMm = 1e-3;

    // A plane may lie off its place in the grid by this share of the spacing; scanners round positions to a few digits.
    private const double UnevenTolerance = 0.01;

    // Frames are left out where nothing is, so that two may lie at the ends of a long scan; farther apart, a position is wrong,
    // and a few bytes would ask for any amount of memory.
    public const int MostSlicesPerPosition = 1024;

    // The cosine of the steepest shear: a gantry tilts by 30 degrees at most.
    private const double LeastAdvance = 0.1;

    private readonly double? _spacingBetweenSlicesMm;
    private readonly int? _shiftedPlane;

    private PlaneStack(ImagePlane first, Vector3d normal, List<PlanePosition> positions, int[] positionOfPlane, double? spacingBetweenSlicesMm, int? shiftedPlane)
    {
        _shiftedPlane = shiftedPlane;
        First = first;
        Normal = normal;
        Positions = positions;
        PositionOfPlane = positionOfPlane;
        _spacingBetweenSlicesMm = spacingBetweenSlicesMm;
    }

    /// <summary>Spacing Between Slices, where it is stated.</summary>
    public double? StatedSpacingMm => _spacingBetweenSlicesMm;

    /// <summary>Whether a plane lies in that of another, but shifted within it.</summary>
    public bool HasShiftedPlane => _shiftedPlane is not null;

    /// <summary>The plane furthest back along the normal.</summary>
    public ImagePlane First { get; }

    public Vector3d Normal { get; }

    /// <summary>The distinct positions, ascending along the normal.</summary>
    public IReadOnlyList<PlanePosition> Positions { get; }

    /// <summary>For each plane given, the index of its position in <see cref="Positions"/>.</summary>
    public int[] PositionOfPlane { get; }

    /// <param name="planes">At least one; parallel, of one size.</param>
    /// <param name="spacingBetweenSlicesMm">Spacing Between Slices, where it is stated.</param>
    public static PlaneStack Of(IReadOnlyList<ImagePlane> planes, double? spacingBetweenSlicesMm)
    {
        Vector3d normal = planes[0].Normal;
        var distances = new double[planes.Count];
        var order = new int[planes.Count];
        for (int index = 0; index < planes.Count; index++)
        {
            distances[index] = planes[index].OriginMm.Dot(normal);
            order[index] = index;
        }

        Array.Sort((double[])distances.Clone(), order);
        var positions = new List<PlanePosition>();
        var positionOfPlane = new int[planes.Count];
        foreach (int index in order)
        {
            if (positions.Count == 0 || distances[index] - positions[^1].DistanceMm > SamePositionMm)
                positions.Add(new PlanePosition(distances[index], planes[index].OriginMm));
            positionOfPlane[index] = positions.Count - 1;
        }

        int? shifted = null;
        for (int index = 0; index < planes.Count && shifted is null; index++)
        {
            if (!HasPixelsAt(planes[index], positions[positionOfPlane[index]].OriginMm))
                shifted = index;
        }

        return new PlaneStack(planes[order[0]], normal, positions, positionOfPlane, spacingBetweenSlicesMm, shifted);
    }

    /// <summary>The slice of the regular grid on which each position lies.</summary>
    public int[] Slices()
    {
        double spacing = SpacingMm();
        var slices = new int[Positions.Count];
        for (int index = 0; index < slices.Length; index++)
            slices[index] = (int)Math.Round((Positions[index].DistanceMm - Positions[0].DistanceMm) / spacing);
        return slices;
    }

    /// <summary>The longest runs of positions whose distances are multiples of one spacing, as those are of a scan from which empty slices were left out.</summary>
    public IEnumerable<Range> EvenRuns()
    {
        for (int first = 0; first < Positions.Count;)
        {
            int end = first + 1;
            double spacing = 0;
            for (double steps = 0; end < Positions.Count; end++)
            {
                double gap = Positions[end].DistanceMm - Positions[end - 1].DistanceMm;
                double multiple = spacing == 0 ? 1 : Math.Round(gap / spacing);
                if (spacing > 0 && (multiple is < 1 or > MostSlicesPerPosition || Math.Abs(gap - (multiple * spacing)) > UnevenTolerance * spacing))
                    break;

                // Of the whole run, so that rounded positions do not add up.
                steps += multiple;
                spacing = (Positions[end].DistanceMm - Positions[first].DistanceMm) / steps;
            }

            // Two positions make a pair of any distance: the second belongs rather to what follows more closely.
            if (end == first + 2 && end < Positions.Count && Positions[end].DistanceMm - Positions[end - 1].DistanceMm < spacing)
                end--;
            yield return first..end;
            first = end;
        }
    }

    /// <exception cref="ConversionException">A plane lies in that of another, but shifted within it.</exception>
    public void RequireNoShift()
    {
        if (_shiftedPlane is { } shifted)
            throw new ConversionException($"Plane {shifted + 1} of {PositionOfPlane.Length} lies in the plane of another, but shifted within it: tiles of one plane are not put together.");
    }

    /// <summary>A grid with the smallest distance of two positions as spacing, from the first position to the last, and for each of its slices the nearest position.</summary>
    /// <exception cref="ConversionException">The planes are shifted within each other, or do not lie along one line.</exception>
    public (VolumeGeometry Geometry, int[] NearestPosition) CoveringGrid()
    {
        RequireNoShift();
        double extent = Positions[^1].DistanceMm - Positions[0].DistanceMm;
        double smallest = Positions.Skip(1).Select((position, index) => position.DistanceMm - Positions[index].DistanceMm).DefaultIfEmpty(_spacingBetweenSlicesMm is > 0 ? _spacingBetweenSlicesMm.Value : 1).Min();
        CheckExtent(smallest);
        int steps = (int)Math.Round(extent / smallest);
        double along = steps > 0 ? extent / steps : smallest;
        foreach (PlanePosition position in Positions)
        {
            if (!HasPixelsAt(First with { OriginMm = position.OriginMm }, Positions[0].OriginMm + (Normal * (position.DistanceMm - Positions[0].DistanceMm))))
                throw new ConversionException("The planes do not lie one behind the other along their normal: no regular grid comes close to all of them.");
        }

        var nearest = new int[steps + 1];
        for (int slice = 0, position = 0; slice < nearest.Length; slice++)
        {
            double distance = Positions[0].DistanceMm + (slice * along);
            while (position + 1 < Positions.Count && Math.Abs(Positions[position + 1].DistanceMm - distance) < Math.Abs(Positions[position].DistanceMm - distance))
                position++;
            nearest[slice] = position;
        }

        var spacing = new Vector3d(First.ColumnSpacingMm, First.RowSpacingMm, along);
        return (new VolumeGeometry(new VolumeSize(First.Columns, First.Rows, nearest.Length), Positions[0].OriginMm, spacing, First.RowDirection, First.ColumnDirection, Normal), nearest);
    }

    /// <summary>The regular grid from the first position to the last.</summary>
    /// <param name="fillGaps">Whether positions may be missing in between.</param>
    /// <exception cref="ConversionException">There is no such grid, or it would be out of all proportion to the planes.</exception>
    public VolumeGeometry Geometry(bool fillGaps)
    {
        RequireNoShift();
        double spacing = SpacingMm();
        CheckExtent(spacing);
        int slices = Slices()[^1] + 1;
        if (!fillGaps && slices != Positions.Count)
            throw new ConversionException($"{slices - Positions.Count} of {Counted.Of(slices, "position")} {(slices - Positions.Count == 1 ? "is" : "are")} missing between the first and the last; {Gaps(spacing)}.");

        // Sheared stacks (gantry tilt) advance along a line that is not the normal.
        Vector3d advance = Positions[^1].OriginMm - Positions[0].OriginMm;
        Vector3d direction = Positions.Count > 1 ? advance.Normalize() : Normal;
        double advanceAlongNormal = direction.Dot(Normal);
        if (advanceAlongNormal < LeastAdvance)
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"The planes are shifted by {advance.Length:0.####} mm from the first position to the last, but only {Positions[^1].DistanceMm - Positions[0].DistanceMm:0.####} mm along their normal: they are no stack."));
        double along = spacing / advanceAlongNormal;
        CheckLine(direction, along);
        if (ImagePlane.AreClose(direction, Normal, ImagePlane.DirectionTolerance))
            (direction, along) = (Normal, spacing);
        return new VolumeGeometry(
            new VolumeSize(First.Columns, First.Rows, slices),
            Positions[0].OriginMm,
            new Vector3d(First.ColumnSpacingMm, First.RowSpacingMm, along),
            First.RowDirection,
            First.ColumnDirection,
            direction);
    }

    // Whether pixels stay on their own, and not on their neighbours, where a plane is taken to begin at a point.
    private static bool HasPixelsAt(ImagePlane plane, Vector3d originMm)
    {
        Vector3d offset = plane.OriginMm - originMm;
        return Math.Abs(offset.Dot(plane.RowDirection)) <= plane.ColumnSpacingMm / 2 && Math.Abs(offset.Dot(plane.ColumnDirection)) <= plane.RowSpacingMm / 2;
    }

    private void CheckExtent(double spacing)
    {
        double extent = Positions[^1].DistanceMm - Positions[0].DistanceMm;
        double slices = Math.Round(extent / spacing) + 1;
        if (slices > (double)MostSlicesPerPosition * Positions.Count)
        {
            throw new ConversionException(string.Create(
                CultureInfo.InvariantCulture,
                $"The planes lie at {Counted.Of(Positions.Count, "position")} over {extent:0.####} mm, in steps of {spacing:0.####} mm: a grid of {slices:0} slices ({slices * First.Columns * First.Rows:0} voxels), more than {MostSlicesPerPosition} for each position. One of the positions is wrong, or the spacing that is stated."));
        }
    }

    private void CheckLine(Vector3d direction, double along)
    {
        int[] slices = Slices();
        for (int index = 1; index < slices.Length; index++)
        {
            if (!HasPixelsAt(First with { OriginMm = Positions[index].OriginMm }, Positions[0].OriginMm + direction * (along * slices[index])))
                throw new ConversionException($"Position {index + 1} of {slices.Length} ({Positions[index].OriginMm}) lies off the line from the first to the last by more than half a pixel: the planes make no regular grid.");
        }
    }

    private double SpacingMm()
    {
        if (Positions.Count == 1)
            return _spacingBetweenSlicesMm is > 0 ? _spacingBetweenSlicesMm.Value : 1;
        double smallest = double.MaxValue;
        for (int index = 1; index < Positions.Count; index++)
            smallest = Math.Min(smallest, Positions[index].DistanceMm - Positions[index - 1].DistanceMm);

        double stated = _spacingBetweenSlicesMm ?? 0;
        if (stated > SamePositionMm && stated <= smallest * (1 + UnevenTolerance) && IsEven(stated, out double refined))
            return refined;
        if (IsEven(smallest, out refined))
            return refined;
        throw new ConversionException($"The planes are not evenly spaced: {Gaps(smallest)}, so that no regular grid holds them all.");
    }

    // Refines the spacing over the whole stack, so that rounded positions do not add up, and asks whether every plane lies on the grid.
    private bool IsEven(double spacing, out double refined)
    {
        double extent = Positions[^1].DistanceMm - Positions[0].DistanceMm;
        double steps = Math.Round(extent / spacing);
        refined = extent / steps;
        if (steps > int.MaxValue / 2 || Math.Abs(refined - spacing) > UnevenTolerance * spacing)
            return false;
        foreach (PlanePosition position in Positions)
        {
            double slice = (position.DistanceMm - Positions[0].DistanceMm) / refined;
            if (Math.Abs(slice - Math.Round(slice)) > UnevenTolerance)
                return false;
        }

        return true;
    }

    private string Gaps(double spacing)
    {
        var gaps = new List<string>();
        for (int index = 1; index < Positions.Count && gaps.Count < 4; index++)
        {
            double gap = Positions[index].DistanceMm - Positions[index - 1].DistanceMm;
            if (Math.Abs(gap - spacing) > UnevenTolerance * spacing)
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"{gap:0.####} mm between positions {index} and {index + 1}"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"the smallest gap is {spacing:0.####} mm, but there are ") + string.Join(", ", gaps);
    }
}
