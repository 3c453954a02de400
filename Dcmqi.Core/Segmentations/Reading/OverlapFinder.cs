using Dcmqi.Binary;

namespace Dcmqi.Segmentations;

/// <summary>Finds all pairs of segments that share a voxel.</summary>
internal sealed class OverlapFinder(FrameIndex frames, Func<RunReader> newReader)
{
    private readonly HashSet<(int, int)> _pairs = [];

    /// <summary>The pairs, lower Segment Number first.</summary>
    public HashSet<(int, int)> Find()
    {
        if (frames.Tiles is { AreAligned: false })
            return AllPairs();
        int[][] slices = [.. Enumerable.Range(0, frames.Count)
            .GroupBy(frame => (frames.TimeOf(frame), frames.PlaceOf(frame)))
            .Select(group => group.ToArray())
            .Where(group => group.Length > 1)];
        ParallelLoop.Run(slices.Length, newReader, (slice, ref reader) => FindInSlice(slices[slice], reader), CancellationToken.None);
        return _pairs;
    }

    // Nothing is said to be apart that may not be.
    private HashSet<(int, int)> AllPairs()
    {
        int[] numbers = [.. frames.SegmentNumbers.Distinct()];
        return [.. numbers.SelectMany(first => numbers.Where(second => first < second).Select(second => (first, second)))];
    }

    // Layers of labels: a frame goes into the first layer in which it meets nothing, after it was held against all of them.
    private void FindInSlice(int[] framesOfSlice, RunReader reader)
    {
        var layers = new List<ushort[]>();
        foreach (List<SegmentRun> runs in framesOfSlice.SelectMany(frame => BySegment(reader.Read(frame))))
        {
            ushort[]? free = null;
            foreach (ushort[] layer in layers)
            {
                if (!Meets(layer, runs))
                    free ??= layer;
            }

            if (free is null)
                layers.Add(free = new ushort[frames.PixelsPerFrame]);
            foreach (SegmentRun run in runs)
                free.AsSpan(run.Start, run.Length).Fill((ushort)run.Number);
        }
    }

    // Frames of a label map that share a place are read as one, in which segments may meet.
    private List<List<SegmentRun>> BySegment(List<SegmentRun> runs) => frames.SegmentNumbers[0] != 0 || frames.Repeats is null
        ? [runs]
        : [.. runs.GroupBy(run => run.Number).Select(segment => segment.ToList())];

    private bool Meets(ushort[] layer, List<SegmentRun> runs)
    {
        bool meets = false;
        foreach (SegmentRun run in runs)
        {
            ushort number = (ushort)run.Number;
            Span<ushort> pixels = layer.AsSpan(run.Start, run.Length);
            ushort last = 0;
            for (int index = pixels.IndexOfAnyExcept((ushort)0, number); index >= 0;)
            {
                ushort other = pixels[index];
                if (other != last)
                    Add(other, number);
                (meets, last) = (true, other);
                pixels = pixels[index..];
                index = pixels.IndexOfAnyExcept((ushort)0, number, other);
            }
        }

        return meets;
    }

    private void Add(int first, int second)
    {
        lock (_pairs)
            _pairs.Add((Math.Min(first, second), Math.Max(first, second)));
    }
}
