using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>The Pixel Data of a binary segmentation, made from runs as it is asked for.</summary>
/// <remarks>PS3.5 8.1.1 and annex D: one continuous stream of bits, least significant bit first; a frame follows the one before without padding, within a byte where it falls so.</remarks>
internal sealed class RunPixelData(IReadOnlyList<ReadOnlyMemory<LabelRun>> frames, int pixelsPerFrame) : BulkValue
{
    // PS3.5 7.1.1: values have even length; the padding stands at the end of the stream only.
    public override long Length { get; } = LengthOf(frames.Count, pixelsPerFrame);

    public static long LengthOf(long frames, int pixelsPerFrame) => ((frames * pixelsPerFrame + 7) / 8 + 1) & ~1L;

    public override void Read(long offset, Span<byte> destination)
    {
        destination.Clear();
        long firstBit = offset * 8;
        long endBit = firstBit + destination.Length * 8L;
        int frame = (int)Math.Min(frames.Count, firstBit / pixelsPerFrame);
        for (; frame < frames.Count && (long)frame * pixelsPerFrame < endBit; frame++)
        {
            long frameBit = (long)frame * pixelsPerFrame;
            foreach (LabelRun run in frames[frame].Span)
            {
                long start = Math.Max(frameBit + run.Start, firstBit);
                long end = Math.Min(frameBit + run.Start + run.Length, endBit);
                if (start < end)
                    BitPlanes.SetBits(destination, (int)(start - firstBit), (int)(end - start));
            }
        }
    }
}
