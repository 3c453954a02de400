using System.Buffers;
using System.Collections.Concurrent;
using Dcmqi.Binary;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Compresses frames in parallel.</summary>
internal static class FrameEncoder
{
    /// <summary>Compresses all frames; set them with <see cref="EncapsulatedFrames.Set"/>. Besides the compressed frames, memory is used for one native frame for each core.</summary>
    /// <param name="frameCount">Number of Frames.</param>
    /// <param name="format">How the native frames are laid out.</param>
    /// <param name="codec">What compresses them.</param>
    /// <param name="render">Makes the native frames.</param>
    /// <param name="progress">Is told now and then how many frames are done, never fewer than before.</param>
    /// <param name="cancellationToken">Cancels between frames.</param>
    /// <returns>One fragment of even length for each frame, in order.</returns>
    /// <exception cref="NotSupportedException">The codec cannot hold such frames.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static BulkValue[] Encode(int frameCount, FrameFormat format, FrameCodec codec, FrameRenderer render, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameCount);
        int frameBytes = format.FrameBytes;
        BulkValue[] fragments = new BulkValue[frameCount];

        // Of tiles of a slide most have one value all over: those are compressed, and held, once.
        ConcurrentDictionary<byte, BulkValue> even = [];
        Work work = new(frameCount, progress);
        ParallelLoop.Run(frameCount, () => ArrayPool<byte>.Shared.Rent(frameBytes), (frame, ref buffer) =>
        {
            Span<byte> native = buffer.AsSpan(0, frameBytes);
            native.Clear();
            render(frame, native);
            fragments[frame] = native.Length > 0 && native.IndexOfAnyExcept(native[0]) < 0
                ? even.TryGetValue(native[0], out BulkValue? known) ? known : even.GetOrAdd(native[0], new MemoryBulkValue(codec.Encode(native, format)))
                : new MemoryBulkValue(codec.Encode(native, format));
            work.Complete();
        }, cancellationToken, end: buffer => ArrayPool<byte>.Shared.Return(buffer));
        return fragments;
    }

    // What the threads share.
    private sealed class Work(int frameCount, IProgress<ConversionProgress>? progress)
    {
        private const int MostReports = 100;

        private readonly object _lock = new();
        private readonly int _interval = Math.Max(1, frameCount / MostReports);
        private int _completed;

        public void Complete()
        {
            if (progress is null)
                return;
            lock (_lock)
            {
                _completed++;
                if (_completed % _interval == 0 || _completed == frameCount)
                    progress.Report(new ConversionProgress("Compressing", _completed, frameCount));
            }
        }
    }
}
