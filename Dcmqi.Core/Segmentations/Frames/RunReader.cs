namespace Dcmqi.Segmentations;

/// <summary>Reads frames as runs into memory of its own, which the next frame takes again. For one thread.</summary>
internal abstract class RunReader
{
    /// <summary>The runs of the frame read last, by start.</summary>
    protected List<SegmentRun> Runs { get; } = [];

    /// <summary>Reads a frame.</summary>
    /// <param name="frame">Frame from 0.</param>
    /// <returns>Its runs, by start; valid until the next frame is read.</returns>
    public List<SegmentRun> Read(int frame)
    {
        Runs.Clear();
        Fill(frame);
        return Runs;
    }

    protected abstract void Fill(int frame);
}
