using System.Buffers;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Native Pixel Data of single bits (PS3.5 8.1.1), one frame behind the other within bytes, each made as it is asked for.</summary>
/// <param name="frameCount">Frames.</param>
/// <param name="pixelsPerFrame">Bits of one.</param>
/// <param name="render">Makes a frame, from the lowest bit of the first byte on; may be called from several threads at once.</param>
internal sealed class SingleBitStream(int frameCount, int pixelsPerFrame, FrameRenderer render) : BulkValue
{
    private readonly int _frameBytes = (int)BitPlanes.BytesOf(pixelsPerFrame);

    // PS3.5 7.1.1: values have even length; the padding stands at the end of the stream only.
    public override long Length { get; } = (BitPlanes.BytesOf((long)frameCount * pixelsPerFrame) + 1) & ~1L;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        destination.Clear();
        long firstBit = offset * 8;
        long endBit = firstBit + (destination.Length * 8L);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(2 * _frameBytes);
        try
        {
            Span<byte> bits = scratch.AsSpan(0, _frameBytes);
            Span<byte> part = scratch.AsSpan(_frameBytes, _frameBytes);
            for (int frame = (int)(firstBit / pixelsPerFrame); frame < frameCount && (long)frame * pixelsPerFrame < endBit; frame++)
            {
                long frameBit = (long)frame * pixelsPerFrame;
                render(frame, bits);
                int skipped = (int)Math.Max(0, firstBit - frameBit);
                int count = (int)Math.Min(pixelsPerFrame, endBit - frameBit) - skipped;
                BitPlanes.Extract(bits, skipped, count, part);
                BitPlanes.Insert(part, count, destination, frameBit + skipped - firstBit);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    // Frame by frame, so that none is made twice; the bits of the last byte, if it is not full, go with the next frame.
    public override IEnumerable<ReadOnlyMemory<byte>> Blocks()
    {
        byte[] frameBits = ArrayPool<byte>.Shared.Rent(_frameBytes);
        byte[] output = ArrayPool<byte>.Shared.Rent(_frameBytes + 1);
        try
        {
            int pending = 0;
            output[0] = 0;
            long given = 0;
            for (int frame = 0; frame < frameCount; frame++)
            {
                render(frame, frameBits.AsSpan(0, _frameBytes));
                output.AsSpan(1, _frameBytes).Clear();
                BitPlanes.Insert(frameBits.AsSpan(0, _frameBytes), pixelsPerFrame, output.AsSpan(0, _frameBytes + 1), pending);
                long bits = pending + (long)pixelsPerFrame;
                int whole = (int)(bits >> 3);
                pending = (int)(bits & 7);
                given += whole;
                yield return output.AsMemory(0, whole);
                output[0] = pending == 0 ? (byte)0 : output[whole];
            }

            byte[] rest = pending == 0 ? [0] : [output[0], 0];
            yield return rest.AsMemory(0, (int)(Length - given));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frameBits);
            ArrayPool<byte>.Shared.Return(output);
        }
    }
}
