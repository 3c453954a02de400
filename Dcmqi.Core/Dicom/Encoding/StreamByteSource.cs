namespace Dcmqi.Dicom.Encoding;

/// <summary>A stream that can seek, read where it lies from its current position on. It is the caller's: it is not closed.</summary>
internal sealed class StreamByteSource : ByteSource
{
    private readonly Stream _stream;
    private readonly long _start;

    public StreamByteSource(Stream stream)
    {
        _stream = stream;
        _start = stream.Position;
        Length = Math.Max(0, stream.Length - _start);
    }

    public override long Length { get; }

    protected override void ReadCore(long offset, Span<byte> destination)
    {
        // A stream has one position. Several sources may be made of one.
        lock (_stream)
        {
            _stream.Position = _start + offset;
            _stream.ReadExactly(destination);
        }
    }
}
