namespace Dcmqi.Web.Retrieving;

/// <summary>The frames of an instance in an archive: asked for some at a time, those asked for last kept.</summary>
/// <param name="retrieve">Retrieves frames by their numbers, from 1.</param>
/// <param name="frameCount">Number of Frames.</param>
/// <param name="frameBytes">Bytes of one, about.</param>
internal sealed class WebFrames(Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyList<EncodedFrame>>> retrieve, int frameCount, long frameBytes) : IFrameSource
{
    private const int BlockBytes = 1 << 20;
    private const int MostFramesOfBlock = 64;
    private const int KeptBlocks = 16;

    private readonly int _framesOfBlock = (int)Math.Clamp(BlockBytes / Math.Max(1, frameBytes), 1, MostFramesOfBlock);
    private readonly LinkedList<(int Number, Task<IReadOnlyList<EncodedFrame>> Frames)> _blocks = [];
    private readonly CancellationTokenSource _closed = new();
    private bool _isDisposed;

    public EncodedFrame ReadFrame(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, frameCount);
        return Block(frame / _framesOfBlock).GetAwaiter().GetResult()[frame % _framesOfBlock];
    }

    public void Dispose()
    {
        lock (_blocks)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _blocks.Clear();
        }

        _closed.Cancel();
        _closed.Dispose();
    }

    private Task<IReadOnlyList<EncodedFrame>> Block(int number)
    {
        lock (_blocks)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Segmentation));
            for (LinkedListNode<(int Number, Task<IReadOnlyList<EncodedFrame>> Frames)>? node = _blocks.First; node is not null; node = node.Next)
            {
                if (node.Value.Number != number)
                    continue;
                _blocks.Remove(node);

                // What failed is asked for anew.
                if (node.Value.Frames.IsFaulted || node.Value.Frames.IsCanceled)
                    break;
                _blocks.AddFirst(node);
                return node.Value.Frames;
            }

            int first = number * _framesOfBlock;
            int[] numbers = [.. Enumerable.Range(first + 1, Math.Min(_framesOfBlock, frameCount - first))];
            CancellationToken token = _closed.Token;

            // On a thread of the pool: whoever reads waits, and must not be the one on whom the answer waits.
            Task<IReadOnlyList<EncodedFrame>> frames = Task.Run(() => retrieve(numbers, token), token);
            _blocks.AddFirst((number, frames));
            if (_blocks.Count > KeptBlocks)
                _blocks.RemoveLast();
            return frames;
        }
    }
}
