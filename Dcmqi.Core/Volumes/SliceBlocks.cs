using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Goes through the slices of a file block by block: while one block is worked on, the next is decoded.</summary>
internal static class SliceBlocks
{
    // Large enough that handing over costs nothing, and that all processors have slices to work on; small enough to stay in the cache of most.
    private const int BlockBytes = 4 << 20;

    /// <summary>What is done with a block of slices.</summary>
    /// <param name="first">The first slice in the file.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">Their values and, behind them, what is not theirs.</param>
    public delegate void Work<T>(int first, int count, T[] values);

    /// <summary>How many slices of a file are read at once.</summary>
    public static int SlicesOf<T>(VolumeReader reader) => SlicesOf<T>(reader.SliceLength, reader.SliceCount);

    /// <summary>How many slices are read at once.</summary>
    /// <param name="length">The values of a slice.</param>
    /// <param name="count">All slices.</param>
    public static int SlicesOf<T>(int length, int count) => (int)Math.Clamp(BlockBytes / ((long)length * Unsafe.SizeOf<T>()), 1, count);

    /// <summary>Reads all slices of a file.</summary>
    /// <param name="reader">Of which nothing was read.</param>
    /// <param name="work">Is called for each block, in order.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    /// <param name="change">What is done to each slice before.</param>
    /// <exception cref="VolumeFormatException">The file is damaged; what comes before was worked on.</exception>
    public static void Run<T>(VolumeReader reader, Work<T> work, CancellationToken cancellationToken, SliceChange? change = null)
        where T : unmanaged, INumber<T>
    {
        int slices = SlicesOf<T>(reader);
        bool readsAhead = slices < reader.SliceCount && ParallelLoop.DefaultThreads > 1;
        T[] block = ArrayPool<T>.Shared.Rent(slices * reader.SliceLength);
        T[] ahead = readsAhead ? ArrayPool<T>.Shared.Rent(slices * reader.SliceLength) : block;
        Task? reading = null;
        try
        {
            for (int first = 0; first < reader.SliceCount; first += slices)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reading is null)
                    Read(first, block);
                else
                    reading.GetAwaiter().GetResult();
                if (reading is not null)
                    (block, ahead) = (ahead, block);
                int next = first + slices;
                T[] target = ahead;
                reading = readsAhead && next < reader.SliceCount ? Task.Run(() => Read(next, target), CancellationToken.None) : null;
                work(first, Count(first), block);
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

        int Count(int first) => Math.Min(slices, reader.SliceCount - first);

        void Read(int first, T[] into)
        {
            reader.ReadSlices<T>(first, Count(first), into);
            if (change is null)
                return;
            int perSlice = reader.Components / reader.Volumes, length = reader.SliceLength / perSlice;
            for (int index = 0; index < Count(first) * perSlice; index++)
            {
                (int volume, int z) = Math.DivRem(first + (index / perSlice), reader.Geometry.Size.Z);
                change.Apply(volume + (index % perSlice), z, into.AsSpan(index * length, length));
            }
        }
    }
}
