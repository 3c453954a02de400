using System.Globalization;

namespace Dcmqi.Sources;

/// <summary>Which source frames are of which point in time of a volume.</summary>
internal sealed class SourceTimes
{
    private readonly Dictionary<SourceFrame, int> _timeOf;
    private readonly int?[] _index;

    private SourceTimes(IReadOnlyList<IReadOnlyList<SourceFrame>> frames)
    {
        _timeOf = [];
        _index = new int?[frames.Count];
        for (int time = 0; time < frames.Count; time++)
        {
            foreach (SourceFrame frame in frames[time])
                _timeOf[frame] = time;
            int?[] own = [.. frames[time].Select(frame => frame.TemporalPosition).Distinct()];
            _index[time] = own is [{ } only] and [> 0] ? only : null;
        }

        // Where not all have one of their own, the points in time are counted.
        if (_index.Distinct().Count() != _index.Length || _index.Any(index => index is null))
            Array.Clear(_index);
    }

    /// <summary>The Temporal Position Index of the source at a point in time; <see langword="null"/> where it has none.</summary>
    public int? IndexOf(int time) => _index[time];

    public bool IsOf(SourceFrame frame, int time) => _timeOf.TryGetValue(frame, out int its) && its == time;

    /// <summary>Parts the frames by time; <see langword="null"/> where they are of no particular time, and all belong to each.</summary>
    /// <param name="name">The name used in messages.</param>
    /// <param name="timePoints">Its points in time.</param>
    /// <param name="frames">The source frames.</param>
    /// <param name="mismatches">Takes the sentence that says that there are others.</param>
    public static SourceTimes? Find(string name, int timePoints, IReadOnlyList<SourceFrame> frames, List<string> mismatches)
    {
        List<SourceFrame>[] byIndex = Groups(frames, frame => frame.TemporalPosition);
        if (byIndex.Length == timePoints)
            return new SourceTimes(byIndex);
        List<SourceFrame>[] byOffset = Groups(frames, frame => frame.TimeOffsetSeconds);
        if (byOffset.Length == timePoints)
            return new SourceTimes(byOffset);
        List<(string Description, List<SourceFrame> Frames)> volumes = SourceVolumes.Split(frames);
        if (volumes.Count == timePoints)
            return new SourceTimes([.. volumes.Select(volume => volume.Frames)]);
        if (volumes.Count > 1)
        {
            string found = string.Join("; ", volumes.Take(8).Select(volume => volume.Description)) + (volumes.Count > 8 ? "; ..." : "");
            mismatches.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' has {Counted.Of(timePoints, "point")} in time, but the source images make {Counted.Of(volumes.Count, "volume")} ({found}), so that it is not known which belong together. Choose as many of them by Volumes or Select, or give a label volume for each."));
        }

        return null;
    }

    private static List<SourceFrame>[] Groups<T>(IReadOnlyList<SourceFrame> frames, Func<SourceFrame, T?> valueOf)
        where T : struct =>
        frames.Any(frame => valueOf(frame) is null) ? [] : [.. frames.GroupBy(frame => valueOf(frame)!.Value).OrderBy(group => group.Key).Select(group => group.ToList())];
}
