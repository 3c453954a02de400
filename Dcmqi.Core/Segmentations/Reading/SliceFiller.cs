using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom;

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
        VolumeGeometry geometry = grid.Geometry;
        int slices = geometry.Size.Z;

        // The slices of the first point in time come first, as in the volume.
        int[][] framesOfSlice = FramesOfSlice(segments, slices);
        List<string> warnings = [.. MissingFrames(framesOfSlice)];
        var volume = new LabelVolume(geometry, frames.TimePoints) { Warnings = warnings };
        if (pixels.FillValue != 0)
            volume.Voxels.Fill(pixels.FillValue);
        ParallelLoop.Run(framesOfSlice.Length, newReader, (index, ref reader) =>
        {
            // Once segments overlap, the volume is not wanted any more.
            if (Volatile.Read(ref _overlap) is not null)
                return;
            (int time, int slice) = Math.DivRem(index, slices);
            bool isFirst = true;
            foreach (int frame in framesOfSlice[index])
            {
                // Where there is a frame, its own zeros stand, not the value of missing ones.
                if (isFirst && pixels.FillValue != 0)
                    volume.Slice(slice, time).Clear();
                isFirst = false;
                if (FillFrame(reader.Read(frame), volume.Slice(slice, time), segments, slice) is { } shared)
                {
                    Note(shared);
                    break;
                }
            }

            progress?.Report(new ConversionProgress("Reading slices", Interlocked.Increment(ref _slicesDone), framesOfSlice.Length));
        }, cancellationToken);
        overlap = _overlap;
        warnings.InsertRange(0, pixels.ReadingWarnings);
        return volume;
    }

    // Gives the first pixel that is another segment's already.
    private static SegmentOverlap? FillFrame(List<SegmentRun> runs, Span<ushort> labels, HashSet<int>? segments, int slice)
    {
        foreach (SegmentRun run in CollectionsMarshal.AsSpan(runs))
        {
            if (segments is not null && !segments.Contains(run.Number))
                continue;
            Span<ushort> target = labels.Slice(run.Start, run.Length);
            if (target.ContainsAnyExcept((ushort)0) && target.IndexOfAnyExcept((ushort)0, (ushort)run.Number) is >= 0 and int foreign)
                return new SegmentOverlap(Math.Min(target[foreign], run.Number), Math.Max(target[foreign], run.Number), slice, run.Start + foreign);
            target.Fill((ushort)run.Number);
        }

        return null;
    }

    // Only where a frame tells of all segments does a missing one mean that something is not known.
    private IEnumerable<string> MissingFrames(int[][] framesOfSlice)
    {
        int missing = pixels.Encoding == SegmentationEncoding.LabelMap ? framesOfSlice.Count(slice => slice.Length == 0) : 0;
        if (missing > 0)
            yield return $"{missing} of {Counted.Of(framesOfSlice.Length, "slice")} {(missing == 1 ? "has no frame; it is" : "have no frame; they are")} filled with {pixels.FillValue}{(pixels.HasFillValue ? $", {Tags.PixelPaddingValue.Describe()}" : "")}.";
    }

    private int[][] FramesOfSlice(HashSet<int>? segments, int slices)
    {
        var lists = new List<int>?[slices * frames.TimePoints];
        for (int frame = 0; frame < frames.Count; frame++)
        {
            int slice = grid.SliceOf(frame);
            if (slice >= 0 && (segments is null || frames.SegmentNumbers[frame] == 0 || segments.Contains(frames.SegmentNumbers[frame])))
                (lists[(frames.TimeOf(frame) * slices) + slice] ??= []).Add(frame);
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
