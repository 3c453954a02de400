namespace Dcmqi.Iods;

/// <summary>Planes that no regular grid holds together, in parts that have one each.</summary>
internal sealed class EvenParts
{
    private readonly List<VolumeGeometry> _grids = [];
    private readonly int[] _partOf;
    private readonly int[] _sliceOf;

    /// <param name="planes">Number of planes.</param>
    public EvenParts(int planes) => (_partOf, _sliceOf) = (new int[planes], new int[planes]);

    /// <summary>The grid of each part.</summary>
    public IReadOnlyList<VolumeGeometry> Grids => _grids;

    /// <summary>The part of a plane.</summary>
    public int PartOf(int plane) => _partOf[plane];

    /// <summary>The slice of its part's grid in which a plane lies.</summary>
    public int SliceOf(int plane) => _sliceOf[plane];

    /// <summary>Adds positions that are evenly spaced.</summary>
    /// <param name="positions">For each position the planes that lie there.</param>
    /// <param name="planes">All planes.</param>
    /// <param name="spacingBetweenSlicesMm">Spacing Between Slices, where it is stated.</param>
    public void Add(int[][] positions, IReadOnlyList<ImagePlane> planes, double? spacingBetweenSlicesMm)
    {
        int[] its = [.. positions.SelectMany(some => some)];
        PlaneStack stack = PlaneStack.Of([.. its.Select(plane => planes[plane])], spacingBetweenSlicesMm);
        VolumeGeometry grid;
        try
        {
            grid = stack.Geometry(fillGaps: true);
        }
        catch (ConversionException) when (positions.Length > 1)
        {
            // Evenly spaced, but on no line: then each position is a part of its own.
            foreach (int[] position in positions)
                Add([position], planes, spacingBetweenSlicesMm);
            return;
        }

        int[] slices = stack.Slices();
        for (int index = 0; index < its.Length; index++)
        {
            _partOf[its[index]] = _grids.Count;
            _sliceOf[its[index]] = slices[stack.PositionOfPlane[index]];
        }

        _grids.Add(grid);
    }
}
