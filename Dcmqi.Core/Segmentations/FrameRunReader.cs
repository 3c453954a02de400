namespace Dcmqi.Segmentations;

/// <summary>Reads frames as runs into memory of its own, which the next frame takes again. For one thread.</summary>
internal sealed class FrameRunReader(BinaryFrames pixels)
{
    // Whole words, and zeros behind the last pixel, as BitRuns wants them.
    private readonly byte[] _bits = new byte[(pixels.BytesPerFrame + 7) & ~7];
    private readonly byte[] _scratch = new byte[pixels.BytesPerFrame + 1];

    public BitRuns Read(int frame)
    {
        pixels.Read(frame, _bits, _scratch);
        return new BitRuns(_bits);
    }
}
