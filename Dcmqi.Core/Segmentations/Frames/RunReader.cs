using System.Runtime.InteropServices;

namespace Dcmqi.Segmentations;

/// <summary>Reads frames as runs into memory of its own, which the next frame takes again. For one thread.</summary>
/// <param name="repeats">Frames that stand for several; <see langword="null"/> where none does.</param>
internal abstract class RunReader(RepeatedFrames? repeats)
{
    /// <summary>The runs of the frame read last.</summary>
    protected List<SegmentRun> Runs { get; } = [];

    /// <summary>Reads a frame; of several frames of one segment at one place the first gives the pixels of all, the others none.</summary>
    /// <param name="frame">Frame from 0.</param>
    /// <returns>Its runs, by start (where it stands for several, by number first); valid until the next frame is read.</returns>
    public List<SegmentRun> Read(int frame)
    {
        Runs.Clear();
        if (repeats?.IsAbsorbed(frame) == true)
            return Runs;
        Fill(frame);
        if (repeats?.OthersOf(frame) is { Count: > 0 } others)
        {
            foreach (int other in others)
                Fill(other);
            Unite();
        }

        return Runs;
    }

    /// <summary>Reads a frame as it is stored, whatever others there are at its place.</summary>
    public List<SegmentRun> ReadAlone(int frame)
    {
        Runs.Clear();
        Fill(frame);
        return Runs;
    }

    /// <summary>Adds the runs of a frame.</summary>
    protected abstract void Fill(int frame);

    private void Unite()
    {
        Runs.Sort((left, right) => (left.Number, left.Start).CompareTo((right.Number, right.Start)));
        Span<SegmentRun> runs = CollectionsMarshal.AsSpan(Runs);
        int count = 0;
        foreach (SegmentRun run in runs)
        {
            if (count > 0 && runs[count - 1] is var last && last.Number == run.Number && run.Start <= last.Start + last.Length)
                runs[count - 1] = last with { Length = Math.Max(last.Length, run.Start + run.Length - last.Start) };
            else
                runs[count++] = run;
        }

        Runs.RemoveRange(count, Runs.Count - count);
    }
}
