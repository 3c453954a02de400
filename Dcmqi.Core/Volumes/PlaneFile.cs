using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>The values of a file as planes across any of its axes, which are read in any order and from several threads.</summary>
/// <remarks>They are read where they lie, if they lie there as they are and in pieces that are not too small. Else the file is decoded once: into memory where that is little, into a temporary file where it is much.</remarks>
internal sealed class PlaneFile : IDisposable
{
    /// <summary>Bytes of values up to which they are held; beyond, they stay in a file.</summary>
    public const long MostInMemory = 16 << 20;

    // Shorter pieces are put together once rather than looked for one by one.
    private const int LeastPieceBytes = 256;


    private readonly FileStream? _file;
    private readonly byte[] _memory = [];
    private readonly PlaneLayout _layout;
    private readonly long _offset;
    private readonly bool _isSwapped;
    private readonly FileStamp? _stamp;

    private PlaneFile(FileStream file, long offset, PlaneLayout layout, bool isSwapped)
    {
        (_file, _offset, _layout, _isSwapped) = (file, offset, layout, isSwapped);
        _stamp = FileStamp.Of(file.SafeFileHandle);
    }

    private PlaneFile(PlaneLayout layout, long bytes)
    {
        _layout = layout;
        if (bytes <= MostInMemory)
            _memory = new byte[bytes];
        else
            _file = TemporaryFile.Create(bytes);
    }

    /// <summary>The planes of one component.</summary>
    public int Count => _layout.Count;

    /// <summary>The values of one plane.</summary>
    public int PlaneLength => (int)_layout.PlaneLength;

    /// <summary>The planes of a file.</summary>
    /// <param name="reader">The file, of which nothing was read.</param>
    /// <param name="axis">The axis across which planes are; in a plane, the first of the two others runs fastest.</param>
    /// <param name="work">Who follows the decoding.</param>
    /// <param name="change">What is done to slices before they are taken apart.</param>
    /// <exception cref="VolumeFormatException">The file is damaged, or a plane is more than an array holds.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no room for what is decoded.</exception>
    public static PlaneFile Of(VolumeReader reader, int axis, VolumeReading work, SliceChange? change = null)
    {
        VoxelLayout layout = reader.Data.Layout;
        var planes = new PlaneLayout(layout.Geometry.Size, layout.Components / layout.Volumes, layout.Volumes, axis, BlockSlices: 1);
        if (planes.PlaneLength > Array.MaxLength)
            throw new ValueCounter(layout.FileName, layout.SizeField, layout.SizeText).Fault(Array.MaxLength);

        // Rows lie together in their slices as they do in blocks of one slice.
        bool isSplit = axis == 0 || (axis == 1 && planes.RowLength * (long)ScalarTypes.BytesOf(layout.Type) < LeastPieceBytes);
        if (change is null && !isSplit && InPlace(reader, planes) is { } plain)
            return plain;
        return ScalarTypes.Call(reader.ValueType, new Decoding(reader, planes, work, change));
    }

    /// <summary>The rows of a file with one value per voxel: planes across its second axis. Its slices may be more than an array holds.</summary>
    /// <param name="reader">The file, of which nothing was read.</param>
    /// <param name="work">Who follows the decoding.</param>
    /// <exception cref="VolumeFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no room for what is decoded.</exception>
    public static PlaneFile OfRows<T>(VolumeReader reader, VolumeReading work)
        where T : unmanaged, INumber<T>
    {
        // In blocks of one slice rows lie as in the file.
        var rows = new PlaneLayout(reader.Geometry.Size, 1, 1, Axis: 1, BlockSlices: 1);
        return InPlace(reader, rows)
            ?? Filled(rows, ValueFile.BytesOf(reader), made => SliceBlocks.RunValues<T>(reader, (_, first, values) => made.Write(first * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(values)), work));
    }

    /// <summary>The planes of slices that are read once, some at a time.</summary>
    /// <param name="size">The grid.</param>
    /// <param name="components">Values per voxel: the slices of one stand behind those of the other.</param>
    /// <param name="axis">The axis across which planes are; in a plane, the first of the two others runs fastest.</param>
    /// <param name="read">Reads a slice.</param>
    /// <param name="threads">How many threads read at once.</param>
    /// <param name="work">Who follows the reading.</param>
    /// <exception cref="NotSupportedException">A plane is more than an array holds.</exception>
    /// <exception cref="IOException">There is no room for what is read.</exception>
    public static PlaneFile Across<T>(VolumeSize size, int components, int axis, SliceReader<T> read, int threads, VolumeReading work)
        where T : unmanaged
    {
        int length = checked((int)size.SliceVoxelCount), slices = checked(size.Z * components);
        var layout = new PlaneLayout(size, 1, components, axis, SliceBlocks.SlicesOf<T>(length, slices));
        if (layout.PlaneLength > Array.MaxLength)
            throw new NotSupportedException($"A plane across a volume of {size} voxels has more than {Array.MaxLength} values.");
        return Filled(layout, checked((long)length * slices * Unsafe.SizeOf<T>()), made =>
        {
            T[] apart = ArrayPool<T>.Shared.Rent(layout.BlockSlices * length);
            for (int first = 0; first < slices; first += layout.BlockSlices)
            {
                int count = Math.Min(layout.BlockSlices, slices - first);
                ParallelLoop.Run(count, () => (T[]?)null, (index, ref slice) =>
                {
                    slice ??= new T[length];
                    read(first + index, slice);
                    layout.TakeApart<T>(slice, apart.AsSpan(0, count * length), count, index, inSlice: 0);
                }, work.CancellationToken, threads);
                made.Write((long)first * length * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(apart.AsSpan(0, count * length)));
                work.Tell((long)(first + count) * length, (long)slices * length);
            }

            ArrayPool<T>.Shared.Return(apart);
        });
    }

    /// <summary>Planes that are slices, and are made one after the other.</summary>
    /// <param name="size">The grid.</param>
    /// <param name="components">Values per voxel.</param>
    /// <param name="fill">Is given what takes a slice (component, slice, values), from several threads.</param>
    public static PlaneFile OfSlices<T>(VolumeSize size, int components, Action<SliceSink<T>> fill)
        where T : unmanaged
    {
        var layout = new PlaneLayout(size, 1, components, 2, 1);
        return Filled(layout, checked(size.VoxelCount * components * Unsafe.SizeOf<T>()), made => fill((component, z, values) =>
            made.Write(layout.Piece(component, z, 0).Start * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(values))));
    }

    /// <summary>Takes one slice of one component.</summary>
    public delegate void SliceSink<T>(int component, int z, ReadOnlySpan<T> values);

    /// <summary>Reads values of a plane.</summary>
    /// <param name="component">The component.</param>
    /// <param name="plane">Which plane of it, from 0.</param>
    /// <param name="from">The first value within the plane.</param>
    /// <param name="values">Takes them.</param>
    /// <param name="changed">Makes the exception where the file was written to; <see langword="null"/> where the values do not lie in a file of somebody's.</param>
    public void Read<T>(int component, int plane, int from, Span<T> values, Func<FileStamp, FileStamp, Exception>? changed = null)
        where T : unmanaged
    {
        long missing = 0;
        for (int filled = 0; filled < values.Length && missing == 0;)
        {
            (long start, int length) = _layout.Piece(component, plane, from + filled);
            length = Math.Min(length, values.Length - filled);
            missing = Read(_offset + (start * Unsafe.SizeOf<T>()), MemoryMarshal.AsBytes(values.Slice(filled, length)));
            filled += length;
        }

        if (_stamp is { } was && FileStamp.Of(_file!.SafeFileHandle) is var now && now != was)
            throw changed!(was, now);
        if (missing > 0)
            throw new IOException($"'{_file!.Name}' ends {missing} bytes too early.");
        if (_isSwapped)
            ByteOrder.Reverse(values);
    }

    public void Dispose() => _file?.Dispose();

    // Where values lie one behind the other as they are.
    private static PlaneFile? InPlace(VolumeReader reader, PlaneLayout planes)
    {
        (VoxelLayout layout, VoxelSource source) = reader.Data;
        if (source.PlainValues(layout) is not { } plain)
            return null;
        var file = new FileStream(plain.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        return new PlaneFile(file, plain.Offset, planes, layout.BigEndian == BitConverter.IsLittleEndian);
    }

    private static PlaneFile Decoded<T>(VolumeReader reader, PlaneLayout layout, VolumeReading work, SliceChange? change)
        where T : unmanaged, INumber<T>
    {
        layout = layout with { BlockSlices = SliceBlocks.SlicesOf<T>(reader) };
        return Filled(layout, ValueFile.BytesOf(reader), made =>
        {
            int sliceLength = reader.SliceArrayLength, planeLength = sliceLength / layout.PerSlice;
            T[] apart = layout.Axis == 2 ? [] : ArrayPool<T>.Shared.Rent(layout.BlockSlices * sliceLength);
            SliceBlocks.Run<T>(reader, (first, count, values) =>
            {
                if (layout.Axis != 2)
                {
                    ParallelLoop.Run(count * layout.PerSlice, index =>
                    {
                        (int slice, int component) = Math.DivRem(index, layout.PerSlice);
                        layout.TakeApart<T>(values.AsSpan(index * planeLength, planeLength), apart.AsSpan(0, count * sliceLength), count, slice, component);
                    }, work.CancellationToken);
                }

                T[] written = layout.Axis == 2 ? values : apart;
                made.Write((long)first * sliceLength * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(written.AsSpan(0, count * sliceLength)));
                work.Tell((long)(first + count) * sliceLength, reader.Data.Layout.ValueCount);
            }, work.CancellationToken, change);
            ArrayPool<T>.Shared.Return(apart);
        });
    }

    private static PlaneFile Filled(PlaneLayout layout, long bytes, Action<PlaneFile> fill)
    {
        var made = new PlaneFile(layout, bytes);
        try
        {
            fill(made);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_file is null)
            bytes.CopyTo(_memory.AsSpan((int)offset));
        else
            RandomAccess.Write(_file.SafeFileHandle, bytes, offset);
    }

    // Returns how many bytes are missing.
    private int Read(long offset, Span<byte> bytes)
    {
        if (_file is null)
        {
            _memory.AsSpan((int)offset, bytes.Length).CopyTo(bytes);
            return 0;
        }

        int filled = 0;
        for (int count = 1; count > 0 && filled < bytes.Length; filled += count)
            count = RandomAccess.Read(_file.SafeFileHandle, bytes[filled..], offset + filled);
        return bytes.Length - filled;
    }

    private sealed record Decoding(VolumeReader Reader, PlaneLayout Planes, VolumeReading Work, SliceChange? Change) : IScalarWork<PlaneFile>
    {
        public PlaneFile Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => Decoded<T>(Reader, Planes, Work, Change);
    }
}
