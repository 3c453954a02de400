using System.Buffers;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Goes through blocks of values, one after the other: while one is worked on, the next is read.</summary>
internal static class ReadAhead
{
    /// <summary>Reads all blocks.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="length">The values of the longest.</param>
    /// <param name="read">Reads a block into the array; in order.</param>
    /// <param name="work">Is given each block, in order: its values and, behind them, what is not theirs.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    public static void Run<T>(int count, int length, Action<int, T[]> read, Action<int, T[]> work, CancellationToken cancellationToken)
    {
        bool readsAhead = count > 1 && ParallelLoop.DefaultThreads > 1;
        T[] block = ArrayPool<T>.Shared.Rent(length);
        T[] ahead = readsAhead ? ArrayPool<T>.Shared.Rent(length) : block;
        Task? reading = null;
        try
        {
            for (int index = 0; index < count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reading is null)
                    read(index, block);
                else
                    reading.GetAwaiter().GetResult();
                if (reading is not null)
                    (block, ahead) = (ahead, block);
                int next = index + 1;
                T[] target = ahead;
                reading = readsAhead && next < count ? Task.Run(() => read(next, target), CancellationToken.None) : null;
                work(index, block);
            }
        }
        finally
        {
            // A buffer that is still being filled must not go to anybody else.
            if (reading is not null)
                ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            ArrayPool<T>.Shared.Return(block);
            if (readsAhead)
                ArrayPool<T>.Shared.Return(ahead);
        }
    }
}
