using Dcmqi.Binary;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Reads a source from a place to its end.</summary>
internal sealed class ByteSourceStream(ByteSource source, long start) : ForwardStream
{
    private long _position = start;

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, source.Extend(_position + buffer.Length) - _position);
        if (count <= 0)
            return 0;
        source.Read(_position, buffer[..count]);
        _position += count;
        return count;
    }
}
