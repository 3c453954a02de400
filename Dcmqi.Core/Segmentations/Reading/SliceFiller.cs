using Dcmqi.Binary;

namespace Dcmqi.Segmentations;

/// <summary>Fills a label volume from frames, slice by slice on all cores.</summary>
internal sealed class SliceFiller(FrameIndex frames, SliceGrid grid, StoredFrames pixels, Func<RunReader> newReader, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private readonly object _gate = new();
    private SegmentOverlap? _overlap;
    private int _slicesDone;

    /// <param name="segments">The Segment Numbers to read; <see langword="null"/> for all.</param>
    /// <param name="overlap">A voxel that two segments share, if there is one; the volume is not complete then.</param>
    public LabelVolume Fill(HashSet<int>? segments, out SegmentOverlap? overlap)
    {
        // What no frame can be read from gets no memory.
        newReader().Read(0);
        int slicesOfTime = grid.Geometry.Size.Z;
        var slices = new LabelSlices(frames, grid, pixels, segments);
        List<string> warnings = [.. slices.MissingFrames()];
        var volume = new LabelVolume(grid.Geometry, frames.TimePoints) { Warnings = warnings };
        ParallelLoop.Run(slices.Count, newReader, (index, ref reader) =>
        {
            // Once segments overlap, the volume is not wanted any more.
            if (Volatile.Read(ref _overlap) is not null)
                return;
            (int time, int slice) = Math.DivRem(index, slicesOfTime);
            if (slices.Fill(index, reader, volume.Slice(slice, time), areZero: true) is { } shared)
                Note(shared);
            progress?.Report(new ConversionProgress("Reading slices", Interlocked.Increment(ref _slicesDone), slices.Count));
        }, cancellationToken);
        overlap = _overlap;
        warnings.InsertRange(0, pixels.ReadingWarnings);
        return volume;
    }

    private void Note(SegmentOverlap overlap)
    {
        lock (_gate)
        {
            if (_overlap is null || (overlap.Slice, overlap.Pixel).CompareTo((_overlap.Slice, _overlap.Pixel)) < 0)
                _overlap = overlap;
        }
    }
}
