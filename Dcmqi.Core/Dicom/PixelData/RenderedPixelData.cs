using System.Buffers;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Native pixels of whole-byte frames, each made as it is asked for.</summary>
/// <param name="frameCount">Frames.</param>
/// <param name="frameBytes">Bytes of one.</param>
/// <param name="render">Makes a frame; may be called from several threads at once.</param>
/// <param name="view">Gives a frame that lies in memory as it is, so that it need not be copied; nothing where it has to be made.</param>
internal sealed class RenderedPixelData(int frameCount, int frameBytes, FrameRenderer render, RenderedPixelData.FrameView? view = null) : BulkValue
{
    /// <summary>The bytes of a frame where they lie, or none.</summary>
    internal delegate ReadOnlySpan<byte> FrameView(int frame);

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
    public override void CopyTo(Stream destination, Action<long>? onBytes = null, CancellationToken cancellationToken = default)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(frameBytes);
        try
        {
            for (int index = 0; index < frameCount; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> bytes = view is null ? default : view(index);
                if (bytes.IsEmpty)
                {
                    render(index, frame.AsSpan(0, frameBytes));
                    bytes = frame.AsSpan(0, frameBytes);
                }

                destination.Write(bytes);
                onBytes?.Invoke(frameBytes);
            }

            if (Length > _used)
                destination.WriteByte(0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }
}
