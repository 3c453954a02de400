using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>What is done with values of one component.</summary>
    /// <param name="component">Which.</param>
    /// <param name="first">The voxel of the first; the others are of those that follow.</param>
    /// <param name="values">The values.</param>
    public delegate void ValueWork<T>(int component, long first, ReadOnlySpan<T> values);

    /// <summary>How many slices of a file are read at once.</summary>
    public static int SlicesOf<T>(VolumeReader reader) => SlicesOf<T>(reader.SliceArrayLength, reader.SliceCount);

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
        ReadAhead.Run<T>(
            (int)(((long)reader.SliceCount + slices - 1) / slices),
            slices * reader.SliceArrayLength,
            (block, into) => Read(block * slices, into),
            (block, values) => work(block * slices, Count(block * slices), values),
            cancellationToken);

        int Count(int first) => Math.Min(slices, reader.SliceCount - first);

        void Read(int first, T[] into)
        {
            reader.ReadSlices<T>(first, Count(first), into);
            if (change is null)
                return;
            int perSlice = reader.Components / reader.Volumes, length = reader.SliceArrayLength / perSlice;
            for (int index = 0; index < Count(first) * perSlice; index++)
            {
                (int volume, int z) = Math.DivRem(first + (index / perSlice), reader.Geometry.Size.Z);
                change.Apply(volume + (index % perSlice), z, into.AsSpan(index * length, length));
            }
        }
    }

    /// <summary>Reads all values of a file, for whoever does not ask where slices begin: these may be more than an array holds, unless components lie closer together.</summary>
    /// <param name="reader">Of which nothing was read.</param>
    /// <param name="work">Is called for each piece, in the order of the file.</param>
    /// <param name="reading">Who follows the reading, and may end it between blocks.</param>
    /// <exception cref="VolumeFormatException">The file is damaged; what comes before was worked on.</exception>
    public static void RunValues<T>(VolumeReader reader, ValueWork<T> work, VolumeReading reading)
        where T : unmanaged, INumber<T>
    {
        long all = reader.Data.Layout.ValueCount;
        if (reader.Data.Layout.HasScatteredComponents)
        {
            int sliceLength = reader.SliceArrayLength, length = sliceLength / reader.Components;
            Run<T>(reader, (first, count, values) =>
            {
                for (int index = 0; index < count * reader.Components; index++)
                {
                    (int slice, int component) = Math.DivRem(index, reader.Components);
                    work(component, (long)(first + slice) * length, values.AsSpan(index * length, length));
                }

                reading.Tell((long)(first + count) * sliceLength, all);
            }, reading.CancellationToken);
            return;
        }

        int block = (int)Math.Min(all, BlockBytes / Unsafe.SizeOf<T>());
        long perVolume = reader.Geometry.Size.VoxelCount;
        ReadAhead.Run<T>((int)((all - 1) / block) + 1, block, (index, into) => reader.ReadValues(Of(index, into)), (index, values) =>
        {
            Span<T> read = Of(index, values);
            long first = (long)index * block;
            for (int at = 0, length; at < read.Length; at += length)
            {
                (long volume, long voxel) = Math.DivRem(first + at, perVolume);
                length = (int)Math.Min(read.Length - at, perVolume - voxel);
                work((int)volume, voxel, read.Slice(at, length));
            }

            reading.Tell(first + read.Length, all);
        }, reading.CancellationToken);

        Span<T> Of(int index, T[] values) => values.AsSpan(0, (int)Math.Min(block, all - ((long)index * block)));
    }
}
