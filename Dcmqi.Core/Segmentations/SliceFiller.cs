using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>Fills a label volume from frames, slice by slice on all cores.</summary>
internal sealed class SliceFiller(FrameIndex frames, BinaryFrames pixels, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private readonly object _gate = new();
    private SegmentOverlap? _overlap;
    private int _slicesDone;

    /// <param name="segments">The Segment Numbers wanted; <see langword="null"/> for all.</param>
    /// <param name="overlap">A voxel that two segments share, if there is one; the volume is not complete then.</param>
    public LabelVolume Fill(HashSet<int>? segments, out SegmentOverlap? overlap)
    {
        var volume = new LabelVolume(frames.Geometry);
        int[][] framesOfSlice = FramesOfSlice(segments, volume.Geometry.Size.Z);
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, framesOfSlice.Length, options, () => new FrameRunReader(pixels), (slice, loop, reader) =>
        {
            foreach (int frame in framesOfSlice[slice])
            {
                int shared = FillFrame(reader.Read(frame), volume.Slice(slice), (ushort)frames.SegmentNumbers[frame], out int other);
                if (shared >= 0)
                {
                    Note(new SegmentOverlap(Math.Min(other, frames.SegmentNumbers[frame]), Math.Max(other, frames.SegmentNumbers[frame]), slice, shared));
                    loop.Stop();
                    break;
                }
            }

            progress?.Report(new ConversionProgress("Reading slices", Interlocked.Increment(ref _slicesDone), framesOfSlice.Length));
            return reader;
        }, _ => { });
        overlap = _overlap;
        return volume;
    }

    // Gives the first pixel that is another segment's already, or -1.
    private static int FillFrame(BitRuns runs, Span<ushort> labels, ushort segmentNumber, out int other)
    {
        other = 0;
        foreach ((int start, int length) in runs)
        {
            Span<ushort> target = labels.Slice(start, length);
            int taken = target.IndexOfAnyExcept((ushort)0);
            if (taken >= 0 && target.IndexOfAnyExcept((ushort)0, segmentNumber) is >= 0 and int foreign)
            {
                other = target[foreign];
                return start + foreign;
            }

            target.Fill(segmentNumber);
        }

        return -1;
    }

    private int[][] FramesOfSlice(HashSet<int>? segments, int slices)
    {
        var lists = new List<int>?[slices];
        for (int frame = 0; frame < frames.Count; frame++)
        {
            if (segments is null || segments.Contains(frames.SegmentNumbers[frame]))
                (lists[frames.SliceOf(frame)] ??= []).Add(frame);
        }

        return Array.ConvertAll(lists, list => list?.ToArray() ?? []);
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
