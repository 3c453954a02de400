using System.Globalization;

namespace Dcmqi.Segmentations;

/// <summary>Frames of one segment at one place and time. The standard does not foresee them; they are taken for one frame with the pixels of all: the first stands for all, the others for nothing.</summary>
internal sealed class RepeatedFrames
{
    private readonly Dictionary<int, List<int>> _othersOf = [];
    private readonly HashSet<int> _absorbed = [];

    private RepeatedFrames()
    {
    }

    /// <summary>The later frames of the same place for which a frame stands.</summary>
    public IReadOnlyList<int> OthersOf(int frame) => _othersOf.TryGetValue(frame, out List<int>? others) ? others : [];

    /// <summary>Whether an earlier frame stands for this one.</summary>
    public bool IsAbsorbed(int frame) => _absorbed.Contains(frame);

    /// <summary>Finds them; <see langword="null"/> where each frame is the only one of its segment at its place.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="warnings">Takes a word on them.</param>
    public static RepeatedFrames? Find(FrameIndex frames, List<string> warnings)
    {
        // PS3.3 C.7.6.17.3: the tiles of TILED_FULL are told apart by their order. Planes shifted within each other are no stack at all.
        if (frames.Matrix is { Tiling: SlideTiling.Full } || (frames.Tiles is null && frames.Stacks.HasShiftedPlanes))
            return null;
        if (AreInOrder(frames))
            return null;
        var repeated = new RepeatedFrames();
        var first = new Dictionary<(int Segment, int Time, (int, int, int) Place), int>(frames.Count);
        for (int frame = 0; frame < frames.Count; frame++)
        {
            (int, int, (int, int, int)) key = (frames.SegmentNumbers[frame], frames.TimeOf(frame), frames.PlaceOf(frame));
            if (first.TryAdd(key, frame))
                continue;
            if (!repeated._othersOf.TryGetValue(first[key], out List<int>? others))
                repeated._othersOf.Add(first[key], others = []);
            others.Add(frame);
            repeated._absorbed.Add(frame);
        }

        if (repeated._absorbed.Count == 0)
            return null;
        (int kept, List<int> its) = repeated._othersOf.MinBy(pair => pair.Key);
        int segment = frames.SegmentNumbers[kept];
        warnings.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"Frames {kept + 1} and {its[0] + 1} are both {(segment == 0 ? "" : $"of segment {segment} ")}at one place{(repeated._absorbed.Count == 1 ? "" : $", and so are {repeated._absorbed.Count - 1} more")}; the pixels of all count, each once."));
        return repeated;
    }

    // As most writers have them: each frame comes after the one before it, so that none is there twice.
    private static bool AreInOrder(FrameIndex frames)
    {
        for (int frame = 1; frame < frames.Count; frame++)
        {
            if (Key(frame - 1).CompareTo(Key(frame)) >= 0)
                return false;
        }

        return true;

        (int, (int, int, int), int) Key(int frame) => (frames.SegmentNumbers[frame], frames.PlaceOf(frame), frames.TimeOf(frame));
    }
}
