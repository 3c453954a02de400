using Dcmqi.Binary;
using Dcmqi.Segmentations;

namespace Dcmqi.Analysis;

/// <summary>Regions from the frames of a segmentation that holds voxels wholly: each frame is read once, whatever the number of segments.</summary>
internal sealed class FrameRegions : RegionSource
{
    private readonly Dictionary<int, List<RegionSlice>> _slices = [];
    private readonly FrameIndex _frames;
    private readonly GridPlacement _placement;
    private long _leftOut;

    /// <param name="segmentation">The segmentation.</param>
    /// <param name="placement">Where it lies on the grid that is measured.</param>
    /// <param name="time">The point in time, from 0.</param>
    /// <param name="threads">How many threads read.</param>
    /// <param name="onSlice">Is told whenever a slice was read.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    public FrameRegions(Segmentation segmentation, GridPlacement placement, int time, int threads, Action onSlice, CancellationToken cancellationToken)
    {
        _frames = segmentation.Frames;
        _placement = placement;
        int[][] framesOfSlice = FramesOfSlice(_frames, time);
        var found = new Dictionary<int, RowRun[]>[framesOfSlice.Length];
        ParallelLoop.Run(framesOfSlice.Length, segmentation.Pixels.NewReader, (slice, ref reader) =>
        {
            found[slice] = Read(framesOfSlice[slice], reader, slice);
            onSlice();
        }, cancellationToken, threads);

        for (int slice = 0; slice < found.Length; slice++)
        {
            foreach ((int number, RowRun[] runs) in found[slice])
            {
                if (!_slices.TryGetValue(number, out List<RegionSlice>? slices))
                    _slices.Add(number, slices = []);
                slices.Add(new RegionSlice(slice + placement.Z, runs));
            }
        }
    }

    /// <summary>Voxels that lie outside the grid that is measured.</summary>
    public long LeftOut => _leftOut;

    /// <inheritdoc/>
    public override Region Region(int segmentNumber) => new(_slices.GetValueOrDefault(segmentNumber) ?? []);

    private static int[][] FramesOfSlice(FrameIndex frames, int time)
    {
        var lists = new List<int>[frames.Geometry.Size.Z];
        foreach (int frame in Enumerable.Range(0, frames.Count).Where(frame => frames.TimeOf(frame) == time))
            (lists[frames.SliceOf(frame)] ??= []).Add(frame);
        return Array.ConvertAll(lists, list => list?.ToArray() ?? []);
    }

    private Dictionary<int, RowRun[]> Read(int[] frames, RunReader reader, int slice)
    {
        var lists = new Dictionary<int, List<RowRun>>();
        var meeting = new HashSet<int>();
        bool isOutside = slice + _placement.Z < 0 || slice + _placement.Z >= _placement.Size.Z;
        long left = 0;
        foreach (int frame in frames)
        {
            var ofFrame = new HashSet<int>();
            (int number, List<RowRun> rows) = (0, []);
            foreach (SegmentRun run in reader.Read(frame))
            {
                if (isOutside)
                {
                    left += run.Length;
                    continue;
                }

                if (run.Number != number)
                {
                    number = run.Number;
                    if (!lists.TryGetValue(number, out List<RowRun>? list))
                        lists.Add(number, list = []);
                    else if (!ofFrame.Contains(number))
                        meeting.Add(number);
                    ofFrame.Add(number);
                    rows = list;
                }

                left += RowRuns.Add(run, _frames.Columns, _placement, rows);
            }
        }

        if (left > 0)
            Interlocked.Add(ref _leftOut, left);
        return lists.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => meeting.Contains(pair.Key) ? RowRuns.Merged(pair.Value) : [.. pair.Value]);
    }
}
