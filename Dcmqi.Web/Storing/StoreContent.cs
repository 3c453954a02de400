using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Dcmqi.Web.Http;

namespace Dcmqi.Web.Storing;

/// <summary>The body of a STOW-RS request (PS3.18 8.6.1.2, RFC 2387): one part after the other, none held in memory.</summary>
internal sealed class StoreContent : HttpContent
{
    private static readonly byte[] EndOfPart = "\r\n"u8.ToArray();

    private readonly IReadOnlyList<StoreItem> _items;
    private readonly IdleWatch _watch;
    private readonly Action<int>? _onBytes;
    private readonly byte[] _partStart;
    private readonly byte[] _end;

    /// <param name="items">What is sent.</param>
    /// <param name="watch">Is told when bytes move.</param>
    /// <param name="onBytes">Is told the size of each block that was sent.</param>
    public StoreContent(IReadOnlyList<StoreItem> items, IdleWatch watch, Action<int>? onBytes)
    {
        _items = items;
        _watch = watch;
        _onBytes = onBytes;

        // 122 bits at random: no file holds them.
        string boundary = "dcmqi-" + Guid.NewGuid().ToString("N");
        _partStart = Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: application/dicom\r\n\r\n");
        _end = Encoding.ASCII.GetBytes($"--{boundary}--\r\n");
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/related; type=\"application/dicom\"; boundary={boundary}");
    }

    /// <summary>What went wrong with the instances themselves while they were read; HttpClient tells of it as of a broken connection.</summary>
    public Exception? LocalFault { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var watched = new WrittenStream(stream, count =>
        {
            _watch.Touch();
            _onBytes?.Invoke(count);
        });
        foreach (StoreItem item in _items)
        {
            await watched.WriteAsync(_partStart, cancellationToken).ConfigureAwait(false);
            try
            {
                await item.CopyToAsync(watched, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException && !watched.HasFailed)
            {
                LocalFault = failure;
                throw;
            }

            await watched.WriteAsync(EndOfPart, cancellationToken).ConfigureAwait(false);
        }

        await watched.WriteAsync(_end, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _end.Length;
        foreach (StoreItem item in _items)
        {
            if (item.Length is not { } bytes)
                return false;
            length += _partStart.Length + bytes + EndOfPart.Length;
        }

        return true;
    }
}
