using Microsoft.Win32.SafeHandles;

namespace Dcmqi.Dicom.Encoding;

/// <summary>An open file. Others may read, rename and delete it meanwhile. What nobody disposes of is closed when it is collected.</summary>
internal sealed class FileByteSource : ByteSource
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;

    public FileByteSource(string path)
    {
        _path = path;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    public override long Length { get; }

    public override string Name => $"'{Path.GetFileName(_path)}'";

    protected override void ReadCore(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = RandomAccess.Read(_handle, destination, offset);
            if (count == 0)
                throw new EndOfStreamException($"The file ends at byte {offset}; it had {Length} bytes when it was opened.");
            destination = destination[count..];
            offset += count;
        }
    }

    protected override void Close() => _handle.Dispose();
}
