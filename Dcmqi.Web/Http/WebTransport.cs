using System.Net;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace Dcmqi.Web.Http;

/// <summary>Sends requests to one archive: with its credentials, again where that may help, within the limits.</summary>
internal sealed class WebTransport : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpClient _client;
    private readonly bool _ownsClient;
    private readonly DicomWebOptions _options;

    public WebTransport(Uri root, HttpClient? client, DicomWebOptions options)
    {
        Root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");
        _ownsClient = client is null;
        _client = client ?? NewClient();
        _options = options;
    }

    public Uri Root { get; }

    /// <summary>An address below the root.</summary>
    public Uri Address(string path) => new(Root, path);

    /// <summary>Whether an address is one of this archive: only there go credentials and requests.</summary>
    public bool IsOwn(Uri address) => Uri.Compare(Root, address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Sends a request that may be repeated, and reads its answer.</summary>
    public Task<T> SendAsync<T>(ArchiveRequest request, Func<ArchiveAnswer, Task<T>> read, CancellationToken cancellationToken) =>
        SendAsync(request, read, fault => fault.IsTransient, null, cancellationToken);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the answer; also what goes wrong there may be worth another attempt.</param>
    /// <param name="mayRepeat">Which errors are.</param>
    /// <param name="onRepeat">Is told of each error after which the request is sent again.</param>
    /// <param name="cancellationToken">Cancels the request, or the wait for the next attempt.</param>
    public async Task<T> SendAsync<T>(ArchiveRequest request, Func<ArchiveAnswer, Task<T>> read, Func<DicomWebException, bool> mayRepeat, Action<DicomWebException>? onRepeat, CancellationToken cancellationToken)
    {
        int attempts = 0;
        try
        {
            return await Pipeline(mayRepeat, onRepeat).ExecuteAsync(
                async token =>
                {
                    attempts++;
                    return await SendOnceAsync(request, read, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DicomWebException fault) when (attempts > 1)
        {
            throw fault.After(attempts);
        }
    }

    public void Dispose()
    {
        if (_ownsClient)
            _client.Dispose();
    }

    // Redirects are followed here, so that none leads away; certificates are checked as the system does it.
    private static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private ResiliencePipeline Pipeline(Func<DicomWebException, bool> mayRepeat, Action<DicomWebException>? onRepeat)
    {
        if (_options.Retries == 0)
            return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder { TimeProvider = _options.TimeProvider }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is DicomWebException fault && mayRepeat(fault) && !(fault.RetryAfter > _options.MaximumRetryDelay)),
            MaxRetryAttempts = _options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = _options.RetryDelay,
            MaxDelay = _options.MaximumRetryDelay,
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as DicomWebException)?.RetryAfter),
            OnRetry = arguments =>
            {
                onRepeat?.Invoke((DicomWebException)arguments.Outcome.Exception!);
                return default;
            },
        }).Build();
    }

    private async Task<T> SendOnceAsync<T>(ArchiveRequest request, Func<ArchiveAnswer, Task<T>> read, CancellationToken cancellationToken)
    {
        using var watch = new IdleWatch(_options.IdleTimeout, _options.TimeProvider, cancellationToken);
        try
        {
            using HttpResponseMessage message = await RedirectedAsync(request, watch).ConfigureAwait(false);
            Stream body = await message.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
            var response = new ArchiveAnswer(request, message, new WatchedStream(body, request, watch), watch.Token);
            if (message.Content.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
                throw response.Fault($"the answer is compressed ({ShownUnsafe.Of(string.Join(", ", message.Content.Headers.ContentEncoding))}), which the HttpClient does not undo. Set AutomaticDecompression of its handler.");
            if (!request.Reads(message))
                throw await StatusFault.OfAsync(response, _options.TimeProvider).ConfigureAwait(false);
            return await read(response).ConfigureAwait(false);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            string what = watch.IsOver ? $"nothing has moved for {_options.IdleTimeout.TotalSeconds} s" : "the HttpClient's time is up";
            throw new DicomWebException($"{request.Shown}: {what}; given up.", null, failure) { IsTransient = true };
        }
        catch (HttpRequestException failure)
        {
            throw Broken(request, failure);
        }
    }

    private async Task<HttpResponseMessage> RedirectedAsync(ArchiveRequest request, IdleWatch watch)
    {
        Uri address = request.Address;
        for (int redirects = 0; ; redirects++)
        {
            HttpRequestMessage message = Message(request, address, watch);
            HttpResponseMessage response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
            watch.Touch();
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return response;
            using (response)
            {
                Uri? target = response.Headers.Location is { } location ? new Uri(address, location) : null;
                string shown = ShownUnsafe.Of(target?.GetLeftPart(UriPartial.Path) ?? "nowhere");
                if (target is null || request.Method != HttpMethod.Get || redirects == MostRedirects || !IsOwn(target))
                    throw new DicomWebException($"{request.Shown}: the server redirects to {shown}, which is not followed. If that is the archive, give its address.", response.StatusCode);
                address = target;
            }
        }
    }

    private HttpRequestMessage Message(ArchiveRequest request, Uri address, IdleWatch watch)
    {
        var message = new HttpRequestMessage(request.Method, address) { Content = request.Content?.Invoke(watch) };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (_options.Authorization is { } authorization)
            message.Headers.Authorization = authorization;

        // RFC 9110 10.1.1: who will not take it says so before much is sent.
        if (message.Content is { } content && content.Headers.ContentLength is not < 1 << 20)
            message.Headers.ExpectContinue = true;
        return message;
    }

    private static DicomWebException Broken(ArchiveRequest request, HttpRequestException failure)
    {
        if (failure.InnerException is AuthenticationException certificate)
            return new DicomWebException($"{request.Shown}: no secure connection: {certificate.Message} The library does not pass over certificates that the system does not trust; have it trust the one who issued it.", null, failure);
        bool isUnreachable = failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
        string what = isUnreachable ? "the server cannot be reached" : "the connection broke";
        return new DicomWebException($"{request.Shown}: {what}: {(failure.InnerException ?? failure).Message.TrimEnd('.')}.", failure.StatusCode, failure)
        {
            IsTransient = failure.HttpRequestError != HttpRequestError.NameResolutionError,
            IsNotTaken = isUnreachable,
        };
    }
}
