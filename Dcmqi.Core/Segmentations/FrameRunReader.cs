using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>Reads frames as runs into memory of its own, which the next frame takes again. For one thread.</summary>
internal sealed class FrameRunReader(BinaryFrames pixels)
{
    private readonly byte[] _bits = new byte[pixels.BytesPerFrame];
    private readonly byte[] _scratch = new byte[pixels.BytesPerFrame + 1];

    public BitRuns Read(int frame)
    {
        pixels.Read(frame, _bits, _scratch);
        return BitPlanes.Runs(_bits, pixels.PixelsPerFrame);
    }
}
