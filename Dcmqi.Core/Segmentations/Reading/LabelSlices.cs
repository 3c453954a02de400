using System.Runtime.InteropServices;
using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>The slices of a label volume: which frames lie in each, and the labels that these make. Those of the first point in time come first.</summary>
internal sealed class LabelSlices
{
    private readonly StoredFrames _pixels;
    private readonly HashSet<int>? _segments;
    private readonly int _slicesOfTime;
    private readonly int[][] _frames;

    /// <param name="frames">What is said of frames.</param>
    /// <param name="grid">Where they lie.</param>
    /// <param name="pixels">Their pixels.</param>
    /// <param name="segments">The Segment Numbers wanted; <see langword="null"/> for all.</param>
    public LabelSlices(FrameIndex frames, SliceGrid grid, StoredFrames pixels, HashSet<int>? segments)
    {
        (_pixels, _segments) = (pixels, segments);
        _slicesOfTime = grid.Geometry.Size.Z;
        var lists = new List<int>?[_slicesOfTime * frames.TimePoints];
        for (int frame = 0; frame < frames.Count; frame++)
        {
            int slice = grid.SliceOf(frame);
            if (slice >= 0 && (segments is null || frames.SegmentNumbers[frame] == 0 || segments.Contains(frames.SegmentNumbers[frame])))
                (lists[(frames.TimeOf(frame) * _slicesOfTime) + slice] ??= []).Add(frame);
        }

        _frames = Array.ConvertAll(lists, list => list?.ToArray() ?? []);
    }

    public int Count => _frames.Length;

    /// <summary>The frames of a slice, in order of the object.</summary>
    public IReadOnlyList<int> FramesOf(int index) => _frames[index];

    /// <summary>What is said of slices without frames.</summary>
    public IEnumerable<string> MissingFrames()
    {
        // Only where a frame tells of all segments does a missing one mean that something is not known.
        int missing = _pixels.Encoding == SegmentationEncoding.LabelMap ? _frames.Count(slice => slice.Length == 0) : 0;
        if (missing > 0)
            yield return $"{missing} of {Counted.Of(Count, "slice")} {(missing == 1 ? "has no frame; it is" : "have no frame; they are")} filled with {_pixels.FillValue}{(_pixels.HasFillValue ? $", {Tags.PixelPaddingValue.Describe()}" : "")}.";
    }

    /// <summary>Draws the labels of a slice.</summary>
    /// <param name="index">The slice.</param>
    /// <param name="reader">Reads its frames.</param>
    /// <param name="labels">Takes them.</param>
    /// <param name="areZero">Whether they are 0 already.</param>
    /// <returns>The first pixel found that two segments share, if there is one; the slice is not complete then.</returns>
    public SegmentOverlap? Fill(int index, RunReader reader, Span<ushort> labels, bool areZero)
    {
        // Where there is a frame, its own zeros stand, not the value of missing ones.
        int[] frames = _frames[index];
        ushort background = frames.Length == 0 ? _pixels.FillValue : (ushort)0;
        if (!areZero || background != 0)
            labels.Fill(background);
        foreach (int frame in frames)
        {
            if (Draw(reader.Read(frame), labels, index % _slicesOfTime) is { } shared)
                return shared;
        }

        return null;
    }

    private SegmentOverlap? Draw(List<SegmentRun> runs, Span<ushort> labels, int slice)
    {
        foreach (SegmentRun run in CollectionsMarshal.AsSpan(runs))
        {
            if (_segments is not null && !_segments.Contains(run.Number))
                continue;
            Span<ushort> target = labels.Slice(run.Start, run.Length);
            if (target.ContainsAnyExcept((ushort)0) && target.IndexOfAnyExcept((ushort)0, (ushort)run.Number) is >= 0 and int foreign)
                return new SegmentOverlap(Math.Min(target[foreign], run.Number), Math.Max(target[foreign], run.Number), slice, run.Start + foreign);
            target.Fill((ushort)run.Number);
        }

        return null;
    }
}
