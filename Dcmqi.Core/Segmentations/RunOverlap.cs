namespace Dcmqi.Segmentations;

/// <summary>Whether any two frames of a slice have a pixel in common.</summary>
internal static class RunOverlap
{
    public static bool Any(IEnumerable<RunFrame> frames, int pixelsPerFrame)
    {
        byte[] occupied = new byte[pixelsPerFrame];
        foreach (IGrouping<int, RunFrame> slice in frames.GroupBy(frame => frame.Slice))
        {
            Array.Clear(occupied);
            foreach (RunFrame frame in slice)
            {
                foreach (LabelRun run in frame.Runs.Span)
                {
                    Span<byte> pixels = occupied.AsSpan(run.Start, run.Length);
                    if (pixels.ContainsAnyExcept((byte)0))
                        return true;
                    pixels.Fill(1);
                }
            }
        }

        return false;
    }
}
