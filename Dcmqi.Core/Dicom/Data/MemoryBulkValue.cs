namespace Dcmqi.Dicom;

/// <summary>A value that lies in memory.</summary>
internal sealed class MemoryBulkValue(ReadOnlyMemory<byte> bytes) : BulkValue
{
    public override long Length => bytes.Length;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }

    public override IEnumerable<ReadOnlyMemory<byte>> Blocks() => [bytes];
}
