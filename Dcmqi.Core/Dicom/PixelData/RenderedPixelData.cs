using System.Buffers;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Native pixels of whole-byte frames, each made as it is asked for.</summary>
/// <param name="frameCount">Frames.</param>
/// <param name="frameBytes">Bytes of one.</param>
/// <param name="render">Makes a frame; may be called from several threads at once.</param>
internal sealed class RenderedPixelData(int frameCount, int frameBytes, FrameRenderer render) : BulkValue
{
    /// <summary>The most bytes that one object holds. PS3.5 7.1.2: the length of native pixels is 32 bits, even, and not FFFFFFFFH.</summary>
    public const long LargestLength = 0xFFFF_FFFE;

    private readonly long _used = (long)frameCount * frameBytes;

    // PS3.5 7.1.1: values have even length.
    public override long Length => (_used + 1) & ~1L;

    public override void Read(long offset, Span<byte> destination)
    {
        byte[]? scratch = null;
        while (destination.Length > 0)
        {
            if (offset >= _used)
            {
                destination.Clear();
                break;
            }

            int frame = (int)(offset / frameBytes);
            int within = (int)(offset % frameBytes);
            int count = Math.Min(frameBytes - within, destination.Length);
            if (count == frameBytes)
            {
                render(frame, destination[..count]);
            }
            else
            {
                scratch ??= ArrayPool<byte>.Shared.Rent(frameBytes);
                render(frame, scratch.AsSpan(0, frameBytes));
                scratch.AsSpan(within, count).CopyTo(destination);
            }

            destination = destination[count..];
            offset += count;
        }

        if (scratch is not null)
            ArrayPool<byte>.Shared.Return(scratch);
    }

    // Frame by frame, so that none is made twice.
    public override IEnumerable<ReadOnlyMemory<byte>> Blocks()
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(frameBytes);
        try
        {
            for (int index = 0; index < frameCount; index++)
            {
                render(index, frame.AsSpan(0, frameBytes));
                yield return frame.AsMemory(0, frameBytes);
            }

            if (Length > _used)
                yield return new byte[1];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }
}
