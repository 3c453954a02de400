using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>An open file in which slices lie one behind the other, each value as it is.</summary>
internal sealed class PlaneFile : IDisposable
{
    private readonly FileStream _file;
    private readonly long _offset;
    private readonly bool _isSwapped;
    private readonly FileStamp? _stamp;

    private PlaneFile(FileStream file, long offset, bool isSwapped, FileStamp? stamp) => (_file, _offset, _isSwapped, _stamp) = (file, offset, isSwapped, stamp);

    /// <summary>The file itself where its values are plain; else a temporary one, into which they are decoded.</summary>
    /// <param name="reader">Of which nothing was read.</param>
    /// <param name="work">Who follows the decoding.</param>
    public static PlaneFile Of(VolumeReader reader, VolumeReading work)
    {
        (VoxelLayout layout, VoxelSource source) = reader.Data;
        if (source.PlainValues(layout) is not { } plain)
            return Decoded(reader, work);
        var file = new FileStream(plain.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        return new PlaneFile(file, plain.Offset, layout.BigEndian == BitConverter.IsLittleEndian, FileStamp.Of(file.SafeFileHandle));
    }

    /// <summary>Reads values that follow each other.</summary>
    /// <param name="first">The first of them, from 0.</param>
    /// <param name="values">Takes them.</param>
    /// <param name="changed">Makes the exception where the file was written to.</param>
    public void Read<T>(long first, Span<T> values, Func<FileStamp, FileStamp, Exception> changed)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        long offset = _offset + (first * Unsafe.SizeOf<T>());
        int filled = 0;
        for (int count = 1; count > 0 && filled < bytes.Length; filled += count)
            count = RandomAccess.Read(_file.SafeFileHandle, bytes[filled..], offset + filled);
        if (_stamp is { } was && FileStamp.Of(_file.SafeFileHandle) is var now && now != was)
            throw changed(was, now);
        if (filled < bytes.Length)
            throw new IOException($"'{_file.Name}' ends {bytes.Length - filled} bytes too early.");
        if (_isSwapped)
            ByteOrder.Reverse(values);
    }

    public void Dispose() => _file.Dispose();

    private static PlaneFile Decoded(VolumeReader reader, VolumeReading work)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            PreallocationSize = ValueFile.BytesOf(reader),
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string path = Path.Combine(Path.GetTempPath(), TemporaryNames.New());
        var file = new FileStream(path, options);
        try
        {
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            Write();
            return new PlaneFile(file, 0, isSwapped: false, stamp: null);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        void Write()
        {
            switch (reader.ValueType)
            {
                case ScalarType.Int8: WriteValues<sbyte>(); break;
                case ScalarType.UInt8: WriteValues<byte>(); break;
                case ScalarType.Int16: WriteValues<short>(); break;
                case ScalarType.UInt16: WriteValues<ushort>(); break;
                case ScalarType.Int32: WriteValues<int>(); break;
                case ScalarType.UInt32: WriteValues<uint>(); break;
                case ScalarType.Int64: WriteValues<long>(); break;
                case ScalarType.UInt64: WriteValues<ulong>(); break;
                case ScalarType.Float32: WriteValues<float>(); break;
                default: WriteValues<double>(); break;
            }
        }

        void WriteValues<T>()
            where T : unmanaged
        {
            long sliceBytes = (long)reader.SliceLength * Unsafe.SizeOf<T>();
            SliceBlocks.Run<T>(reader, (first, count, values) =>
            {
                RandomAccess.Write(file.SafeFileHandle, MemoryMarshal.AsBytes(values.AsSpan(0, count * reader.SliceLength)), first * sliceBytes);
                work.Tell((long)(first + count) * reader.SliceLength, reader.Data.Layout.ValueCount);
            }, work.CancellationToken);
        }
    }
}
