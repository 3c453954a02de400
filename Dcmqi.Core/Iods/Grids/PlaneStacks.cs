using System.Globalization;

namespace Dcmqi.Iods;

/// <summary>The planes of frames, sorted into stacks: mostly one, several where frames differ in orientation or pixel spacing.</summary>
internal sealed class PlaneStacks
{
    // Each plane is held against every stack; orientations are few, or the file is out to cost time.
    private const int MostStacks = 256;

    private readonly List<PlaneStack> _stacks = [];
    private readonly List<List<int>> _planesOf = [];
    private readonly int[] _stackOf;
    private readonly int[] _placeOf;

    /// <param name="planes">The plane of each frame; at least one.</param>
    /// <param name="spacingBetweenSlicesMm">Spacing Between Slices, where it is stated.</param>
    /// <exception cref="NotSupportedException">There are too many stacks.</exception>
    public PlaneStacks(IReadOnlyList<ImagePlane> planes, double? spacingBetweenSlicesMm)
    {
        _stackOf = new int[planes.Count];
        _placeOf = new int[planes.Count];
        for (int index = 0; index < planes.Count; index++)
            _planesOf[_stackOf[index] = StackOf(planes[index], planes, index == 0 ? 0 : _stackOf[index - 1])].Add(index);

        foreach (List<int> its in _planesOf)
        {
            PlaneStack stack = PlaneStack.Of(its.Count == planes.Count ? planes : [.. its.Select(index => planes[index])], spacingBetweenSlicesMm);
            for (int index = 0; index < its.Count; index++)
                _placeOf[its[index]] = PlaceCount + stack.PositionOfPlane[index];
            PlaceCount += stack.Positions.Count;
            _stacks.Add(stack);
        }
    }

    /// <summary>Positions of all stacks.</summary>
    public int PlaceCount { get; }

    /// <summary>Whether some plane lies in that of another, but shifted within it.</summary>
    public bool HasShiftedPlanes => _stacks.Exists(stack => stack.HasShiftedPlane);

    /// <summary>The one stack that all planes make.</summary>
    /// <exception cref="ConversionException">There are several.</exception>
    public PlaneStack Only => _stacks.Count == 1
        ? _stacks[0]
        : throw new ConversionException($"Frame {_planesOf[1][0] + 1} has another orientation or pixel spacing than frame 1: the frames make {_stacks.Count} stacks, which no regular grid holds.");

    /// <summary>The position of a plane: from 0, those of the first stack first, each in order along its normal.</summary>
    public int PlaceOf(int plane) => _placeOf[plane];

    /// <summary>The largest parts that have a regular grid each.</summary>
    public EvenParts EvenParts(IReadOnlyList<ImagePlane> planes)
    {
        var parts = new EvenParts(planes.Count);
        for (int stack = 0; stack < _stacks.Count; stack++)
        {
            ILookup<int, int> planesAt = _planesOf[stack].ToLookup(plane => _placeOf[plane]);
            int firstPlace = _planesOf[stack].Min(plane => _placeOf[plane]);
            foreach (Range run in _stacks[stack].EvenRuns())
                parts.Add([.. Enumerable.Range(firstPlace + run.Start.Value, run.End.Value - run.Start.Value).Select(place => planesAt[place].ToArray())], planes, _stacks[stack].StatedSpacingMm);
        }

        return parts;
    }

    /// <exception cref="ConversionException">A plane lies in that of another, but shifted within it.</exception>
    public void RequireNoShift()
    {
        foreach (PlaneStack stack in _stacks)
            stack.RequireNoShift();
    }

    private int StackOf(ImagePlane plane, IReadOnlyList<ImagePlane> planes, int before)
    {
        // Frames of one stack mostly follow each other.
        if (_planesOf.Count > 0 && plane.IsLike(planes[_planesOf[before][0]]))
            return before;
        int stack = _planesOf.FindIndex(its => plane.IsLike(planes[its[0]]));
        if (stack >= 0)
            return stack;
        if (_planesOf.Count == MostStacks)
            throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"The frames have more than {MostStacks} orientations or pixel spacings; as many stacks of planes are supported."));
        _planesOf.Add([]);
        return _planesOf.Count - 1;
    }
}
