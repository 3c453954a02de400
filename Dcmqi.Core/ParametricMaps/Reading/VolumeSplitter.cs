using Dcmqi.Dicom;

namespace Dcmqi.ParametricMaps;

/// <summary>Tells apart the volumes of one object: frames that measure something else, and frames that lie at one position.</summary>
internal sealed class VolumeSplitter
{
    private readonly MapFrames _frames;
    private readonly int[] _dimensions;

    public VolumeSplitter(MapFrames frames, DataSet dataSet)
    {
        _frames = frames;

        // Dimensions that only say where a frame lies tell no volumes apart.
        IReadOnlyList<DataSet> items = dataSet.GetItems(Tags.DimensionIndexSequence);
        _dimensions = [.. Enumerable.Range(0, items.Count).Where(index => !IsPosition(items[index]))];
    }

    /// <summary>The volume of each frame, from 0.</summary>
    public int[] Split(List<string> warnings)
    {
        var volumes = new List<List<int>>();
        foreach (IGrouping<string, int> quantity in Enumerable.Range(0, _frames.Count).GroupBy(frame => _frames.MappingOf(frame).QuantityKey))
            volumes.AddRange(SplitOne([.. quantity], warnings));

        var volumeOfFrame = new int[_frames.Count];
        for (int volume = 0; volume < volumes.Count; volume++)
        {
            foreach (int frame in volumes[volume])
                volumeOfFrame[frame] = volume;
        }

        return volumeOfFrame;
    }

    private IEnumerable<List<int>> SplitOne(List<int> frames, List<string> warnings)
    {
        // As many frames lie at one position as there are volumes.
        int expected = frames.GroupBy(frame => _frames.PlaceOf(frame)).Max(position => position.Count());
        if (expected == 1)
            return [frames];
        foreach (Func<int, int[]> key in (ReadOnlySpan<Func<int, int[]>>)[ByDimensions, ByTime])
        {
            List<List<int>> volumes = [.. frames.GroupBy(key, Numbers.Instance).OrderBy(group => group.Key, Numbers.Instance).Select(group => group.ToList())];
            if (volumes.Count == expected && volumes.TrueForAll(AtDifferentPositions))
                return volumes;
        }

        warnings.Add($"{expected} frames lie at one position, and neither {Tags.DimensionIndexValues.Describe()} nor {Tags.TemporalPositionIndex.Describe()} tells them apart; they make {expected} volumes in order of the frames.");
        return InOrder(frames, expected);
    }

    private List<List<int>> InOrder(List<int> frames, int expected)
    {
        var volumes = new List<List<int>>();
        for (int volume = 0; volume < expected; volume++)
            volumes.Add([]);
        var seen = new Dictionary<(int, int, int), int>();
        foreach (int frame in frames)
        {
            (int, int, int) position = _frames.PlaceOf(frame);
            int earlier = seen.GetValueOrDefault(position);
            volumes[earlier].Add(frame);
            seen[position] = earlier + 1;
        }

        return volumes;
    }

    private bool AtDifferentPositions(List<int> frames) =>
        frames.Select(frame => _frames.PlaceOf(frame)).Distinct().Count() == frames.Count;

    private int[] ByDimensions(int frame)
    {
        int[] values = _frames.FrameContent(frame)?.GetInt32s(Tags.DimensionIndexValues) ?? [];
        return [.. _dimensions.Where(dimension => dimension < values.Length).Select(dimension => values[dimension])];
    }

    private int[] ByTime(int frame) => _frames.FrameContent(frame)?.GetInt32s(Tags.TemporalPositionIndex) ?? [];

    private static bool IsPosition(DataSet dimension)
    {
        Tag? pointer = Pointer(dimension, Tags.DimensionIndexPointer);
        return pointer?.Value is Tags.ImagePositionPatient or Tags.PlanePositionSequence or Tags.InStackPositionNumber or Tags.ImageOrientationPatient
                or Tags.PlanePositionSlideSequence or Tags.ColumnPositionInTotalImagePixelMatrix or Tags.RowPositionInTotalImagePixelMatrix or Tags.ZOffsetInSlideCoordinateSystem
            || Pointer(dimension, Tags.FunctionalGroupPointer)?.Value is Tags.PlanePositionSequence or Tags.PlanePositionSlideSequence;
    }

    private static Tag? Pointer(DataSet dimension, Tag tag) => dimension.GetTags(tag) is [Tag first, ..] ? first : null;

    private sealed class Numbers : IEqualityComparer<int[]>, IComparer<int[]>
    {
        public static Numbers Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = new HashCode();
            foreach (int number in obj)
                hash.Add(number);
            return hash.ToHashCode();
        }

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
