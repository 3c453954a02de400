namespace Dcmqi.Segmentations;

/// <summary>Finds all pairs of segments that share a voxel.</summary>
internal sealed class OverlapFinder(FrameIndex frames, BinaryFrames pixels)
{
    private readonly HashSet<(int, int)> _pairs = [];

    /// <summary>The pairs, lower Segment Number first.</summary>
    public HashSet<(int, int)> Find()
    {
        IEnumerable<int[]> slices = Enumerable.Range(0, frames.Count)
            .GroupBy(frame => frames.Stack.PositionOfPlane[frame])
            .Select(group => group.ToArray())
            .Where(group => group.Length > 1);
        Parallel.ForEach(slices, () => new FrameRunReader(pixels), (slice, _, reader) =>
        {
            FindInSlice(slice, reader);
            return reader;
        }, _ => { });
        return _pairs;
    }

    // Layers of labels: a frame goes into the first layer in which it meets nothing, after it was held against all of them.
    private void FindInSlice(int[] framesOfSlice, FrameRunReader reader)
    {
        var layers = new List<ushort[]>();
        foreach (int frame in framesOfSlice)
        {
            ushort number = (ushort)frames.SegmentNumbers[frame];
            List<LabelRun> runs = Runs(reader, frame);
            ushort[]? free = null;
            foreach (ushort[] layer in layers)
            {
                if (!Meets(layer, runs, number))
                    free ??= layer;
            }

            if (free is null)
                layers.Add(free = new ushort[frames.PixelsPerFrame]);
            foreach (LabelRun run in runs)
                free.AsSpan(run.Start, run.Length).Fill(number);
        }
    }

    private static List<LabelRun> Runs(FrameRunReader reader, int frame)
    {
        var runs = new List<LabelRun>();
        foreach ((int start, int length) in reader.Read(frame))
            runs.Add(new LabelRun(start, length));
        return runs;
    }

    private bool Meets(ushort[] layer, List<LabelRun> runs, ushort number)
    {
        bool meets = false;
        foreach (LabelRun run in runs)
        {
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
