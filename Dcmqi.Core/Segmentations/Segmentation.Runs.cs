using System.Runtime.InteropServices;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Reads segments of the first point in time as runs on the slices of <see cref="Geometry"/>, by Segment Number; each frame once.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="segmentNumbers">The segments wanted; <see langword="null"/> for all.</param>
    internal IReadOnlyDictionary<int, LabelRun[][]> ReadRuns(CancellationToken cancellationToken, IReadOnlySet<int>? segmentNumbers = null)
    {
        var lists = new Dictionary<int, List<LabelRun>?[]>();
        RunReader reader = _pixels.NewReader();
        int slices = _frames.Geometry.Size.Z;
        for (int frame = 0; frame < _frames.Count; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // In a label map every frame may hold the segment.
            if (segmentNumbers is not null && _frames.SegmentNumbers[frame] != 0 && !segmentNumbers.Contains(_frames.SegmentNumbers[frame]))
                continue;
            int slice = _frames.SliceOf(frame);
            foreach (SegmentRun run in reader.Read(frame))
            {
                if (segmentNumbers?.Contains(run.Number) == false)
                    continue;
                ref List<LabelRun>?[]? ofSegment = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, run.Number, out _);
                ofSegment ??= new List<LabelRun>?[slices];
                (ofSegment[slice] ??= []).Add(new LabelRun(run.Start, run.Length));
            }
        }

        return lists.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value, runs => runs is null ? [] : ContentReader.Merged(runs)));
    }
}
