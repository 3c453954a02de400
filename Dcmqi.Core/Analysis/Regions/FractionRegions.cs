using Dcmqi.Segmentations;

namespace Dcmqi.Analysis;

/// <summary>Regions from the frames of a fractional segmentation, each read when it is asked for: only those being measured are held.</summary>
internal sealed class FractionRegions : RegionSource
{
    private readonly FrameIndex _frames;
    private readonly FractionalStoredFrames _pixels;
    private readonly GridPlacement _placement;
    private readonly int _time;
    private long _leftOut;

    /// <param name="segmentation">The segmentation.</param>
    /// <param name="placement">Where it lies on the grid that is measured.</param>
    /// <param name="time">The point in time, from 0.</param>
    public FractionRegions(Segmentation segmentation, GridPlacement placement, int time)
    {
        _time = time;
        _frames = segmentation.Frames;
        _pixels = (FractionalStoredFrames)segmentation.Pixels;
        _placement = placement;
    }

    /// <summary>Voxels that lie outside the grid that is measured, of the segments that were asked for.</summary>
    public long LeftOut => _leftOut;

    /// <inheritdoc/>
    public override Region Region(int segmentNumber)
    {
        byte[] stored = new byte[_pixels.Format.FrameBytes];
        RunReader reader = _pixels.NewReader(0);
        var slices = new SortedDictionary<int, RegionSlice>();
        foreach (int frame in Enumerable.Range(0, _frames.Count).Where(frame => _frames.SegmentNumbers[frame] == segmentNumber && _frames.TimeOf(frame) == _time))
        {
            int z = _frames.SliceOf(frame) + _placement.Z;
            var rows = new List<RowRun>();
            List<SegmentRun> runs = reader.Read(frame);
            if (z < 0 || z >= _placement.Size.Z)
            {
                Interlocked.Add(ref _leftOut, runs.Sum(run => (long)run.Length));
                continue;
            }

            long left = 0;
            foreach (SegmentRun run in runs)
                left += RowRuns.Add(run, _frames.Columns, _placement, rows);
            Interlocked.Add(ref _leftOut, left);
            if (rows.Count == 0)
                continue;
            _pixels.ReadUnited(frame, stored);
            slices[z] = new RegionSlice(z, [.. rows], Weights(rows, stored));
        }

        return new Region([.. slices.Values], _pixels.ValueOfOne);
    }

    private byte[] Weights(List<RowRun> rows, byte[] stored)
    {
        byte[] weights = new byte[rows.Sum(run => run.Length)];
        int filled = 0;
        foreach (RowRun run in rows)
        {
            int start = ((run.Y - _placement.Y) * _frames.Columns) + run.X - _placement.X;
            for (int x = 0; x < run.Length; x++)
                weights[filled++] = (byte)Math.Min(stored[start + x], _pixels.ValueOfOne);
        }

        return weights;
    }
}
