using Dcmqi.Dicom;

namespace Dcmqi.ParametricMaps;

/// <summary>Tells apart the volumes of one object: frames that measure something else, and frames that lie at one position.</summary>
internal sealed class VolumeSplitter(MapFrames frames)
{
    /// <summary>The frames of each volume, in order of the object.</summary>
    public int[][] Split(List<string> warnings) => [.. Quantities().SelectMany(quantity => SplitOne(quantity, warnings)).Select(volume => volume.ToArray())];

    // The frames of each quantity, in the order in which quantities come up.
    private IEnumerable<List<int>> Quantities()
    {
        var framesOf = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var quantities = new List<List<int>>();
        var framesOfSet = new List<int>[frames.Sets.Count];
        for (int set = 0; set < framesOfSet.Length; set++)
        {
            string key = frames.Sets[set][0].QuantityKey;
            if (!framesOf.TryGetValue(key, out List<int>? its))
            {
                framesOf.Add(key, its = []);
                quantities.Add(its);
            }

            framesOfSet[set] = its;
        }

        for (int frame = 0; frame < frames.Count; frame++)
            framesOfSet[frames.SetOfFrame[frame]].Add(frame);
        return quantities;
    }

    private IEnumerable<List<int>> SplitOne(List<int> its, List<string> warnings)
    {
        // As many frames lie at one position as there are volumes.
        if (AreInOrder(its))
            return [its];
        int expected = its.GroupBy(frames.PlaceOf).Max(position => position.Count());
        if (expected == 1)
            return [its];
        foreach (Func<int, int[]> key in (ReadOnlySpan<Func<int, int[]>>)[ByDimensions, ByTime])
        {
            List<List<int>> volumes = [.. its.GroupBy(key, Numbers.Instance).OrderBy(group => group.Key, Numbers.Instance).Select(group => group.ToList())];
            if (volumes.Count == expected && volumes.TrueForAll(AtDifferentPositions))
                return volumes;
        }

        warnings.Add($"{expected} frames lie at one position, and neither {Tags.DimensionIndexValues.Describe()} nor {Tags.TemporalPositionIndex.Describe()} tells them apart; they make {expected} volumes in order of the frames.");
        return InOrder(its, expected);
    }

    private List<List<int>> InOrder(List<int> its, int expected)
    {
        var volumes = new List<List<int>>();
        for (int volume = 0; volume < expected; volume++)
            volumes.Add([]);
        var seen = new Dictionary<(int, int, int), int>();
        foreach (int frame in its)
        {
            (int, int, int) position = frames.PlaceOf(frame);
            int earlier = seen.GetValueOrDefault(position);
            volumes[earlier].Add(frame);
            seen[position] = earlier + 1;
        }

        return volumes;
    }

    private bool AtDifferentPositions(List<int> its) => its.Select(frames.PlaceOf).Distinct().Count() == its.Count;

    // As most writers have them: each frame lies behind the one before it, so that none has the place of another.
    private bool AreInOrder(List<int> its)
    {
        for (int index = 1; index < its.Count; index++)
        {
            if (frames.PlaceOf(its[index - 1]).CompareTo(frames.PlaceOf(its[index])) >= 0)
                return false;
        }

        return true;
    }

    private int[] ByDimensions(int frame) => frames.ContentOf(frame).Dimensions;

    private int[] ByTime(int frame) => frames.ContentOf(frame).Times;

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
