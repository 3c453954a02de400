namespace Dcmqi.Tests.Support;

/// <summary>A stream that refuses every synchronous call, as the bodies of ASP.NET do.</summary>
internal sealed class AsynchronousStream(Stream inner) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer[..Math.Min(buffer.Length, 4099)], cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw Refused();

    public override int Read(byte[] buffer, int offset, int count) => throw Refused();

    public override long Seek(long offset, SeekOrigin origin) => throw Refused();

    public override void SetLength(long value) => throw Refused();

    public override void Write(byte[] buffer, int offset, int count) => throw Refused();

    private static InvalidOperationException Refused() => new("Synchronous operations are disallowed.");
}
