namespace Dcmqi.Web.Http;

/// <summary>The body of an answer: what breaks is told as such, what moves is noted, and there is no more of it than may be.</summary>
internal sealed class WatchedStream(Stream inner, ArchiveRequest request, IdleWatch watch) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or InvalidDataException)
        {
            throw new DicomWebException($"{request.Shown}: the connection broke after {_read} bytes of the answer: {failure.Message.TrimEnd('.')}.", null, failure) { IsTransient = failure is not InvalidDataException };
        }

        watch.Touch();
        _read += count;
        return _read <= request.MostBytes
            ? count
            : throw new DicomWebException($"{request.Shown}: the answer has more than {request.MostBytes} bytes, the most that {request.Limit} allows.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
