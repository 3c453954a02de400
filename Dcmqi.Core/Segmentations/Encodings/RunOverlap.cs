namespace Dcmqi.Segmentations;

/// <summary>Finds a pixel that two segments share.</summary>
internal static class RunOverlap
{
    /// <summary>The first in order of plane, then of segment; <see langword="null"/> where segments are apart.</summary>
    public static SegmentOverlap? Find(SegmentationContent content)
    {
        if (!content.MayOverlap)
            return null;
        byte[] taken = new byte[content.PixelsPerFrame];
        for (int plane = 0; plane < content.PlaneGroups.Count; plane++)
        {
            Array.Clear(taken);
            foreach (SegmentContent segment in content.SegmentsIn(plane))
            {
                foreach (LabelRun run in segment.Runs.Find(plane).Span)
                {
                    Span<byte> pixels = taken.AsSpan(run.Start, run.Length);
                    int shared = pixels.IndexOfAnyExcept((byte)0);
                    if (shared >= 0)
                        return new SegmentOverlap(Holder(content, plane, run.Start + shared), segment.Number, plane, run.Start + shared);
                    pixels.Fill(1);
                }
            }
        }

        return null;
    }

    private static int Holder(SegmentationContent content, int plane, int pixel)
    {
        foreach (SegmentContent segment in content.SegmentsIn(plane))
        {
            foreach (LabelRun run in segment.Runs.Find(plane).Span)
            {
                if (pixel >= run.Start && pixel < run.Start + run.Length)
                    return segment.Number;
            }
        }

        throw new InvalidOperationException("The pixel was taken by one of the segments.");
    }
}
