namespace Dcmqi.Dicom.Encoding;

/// <summary>A range of a source.</summary>
internal sealed class SourceBulkValue(ByteSource source, long start, long length) : BulkValue
{
    public override long Length => length;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        source.Read(start + offset, destination);
    }
}
