using System.Globalization;
using System.Net.Http.Headers;

namespace Dcmqi;

/// <summary>Options of a <see cref="DicomWebClient"/>: credentials, retries, and limits on what an archive may cost.</summary>
public sealed record DicomWebOptions
{
    /// <summary>Gets the credentials that are sent to the archive with each request, such as <c>new AuthenticationHeaderValue("Bearer", token)</c>; never to another host. Default: none, or what the caller's <see cref="HttpClient"/> adds.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Gets how many times a request is repeated after 408, 429, a server error (5xx) or a broken connection. Default: 4.</summary>
    public int Retries { get; init => field = (int)AtLeast(value, 0, nameof(Retries)); } = 4;

    /// <summary>Gets the time before the first repetition; it doubles with each, and varies at random. What a server asks for by Retry-After counts instead. Default: 1 s.</summary>
    public TimeSpan RetryDelay { get; init => field = Positive(value, nameof(RetryDelay)); } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the longest time before a repetition. A server that asks for more is not asked again. Default: 60 s.</summary>
    public TimeSpan MaximumRetryDelay { get; init => field = Positive(value, nameof(MaximumRetryDelay)); } = TimeSpan.FromSeconds(60);

    /// <summary>Gets when instances are sent a second time. Default: only where the archive has certainly taken nothing.</summary>
    public StoreRetry StoreRetry { get; init; } = StoreRetry.WhenNotTaken;

    /// <summary>Gets the longest time in which nothing moves: no byte is taken by the server, none comes. An archive that takes long to file what it was sent needs it. Default: 3 minutes.</summary>
    public TimeSpan IdleTimeout { get; init => field = Positive(value, nameof(IdleTimeout)); } = TimeSpan.FromMinutes(3);

    /// <summary>Gets the most bytes of a JSON document, after decompression: search results, metadata. Default: 1 GiB.</summary>
    public long MaximumDocumentBytes { get; init => field = AtLeast(value, 1, nameof(MaximumDocumentBytes)); } = 1L << 30;

    /// <summary>Gets the most bytes of one instance, after decompression. Default: 16 GiB.</summary>
    public long MaximumInstanceBytes { get; init => field = AtLeast(value, 1, nameof(MaximumInstanceBytes)); } = 1L << 34;

    /// <summary>Gets the most bytes that one retrieval may have in all, after decompression. Default: 1 TiB.</summary>
    public long MaximumRetrievedBytes { get; init => field = AtLeast(value, 1, nameof(MaximumRetrievedBytes)); } = 1L << 40;

    /// <summary>Gets the most matches of one search. Default: 1,000,000.</summary>
    public int MaximumMatches { get; init => field = (int)AtLeast(value, 1, nameof(MaximumMatches)); } = 1_000_000;

    /// <summary>Gets the most instances that are sent in one request. Default: 50.</summary>
    public int BatchInstances { get; init => field = (int)AtLeast(value, 1, nameof(BatchInstances)); } = 50;

    /// <summary>Gets the most bytes that are sent in one request, unless one instance alone has more. Default: 256 MiB.</summary>
    public long BatchBytes { get; init => field = AtLeast(value, 1, nameof(BatchBytes)); } = 1L << 28;

    /// <summary>Gets whether the archive is searched for what it says that it has stored; what it does not find then stands among the failures. Orthanc, for one, says so also of what its filter has thrown away. Not for archives that file later. Default: no.</summary>
    public bool VerifyStored { get; init; }

    /// <summary>Gets the clock of timeouts and retries. Default: that of the system.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal static DicomWebOptions Default { get; } = new();

    /// <summary>Returns retries and limits in one line, without the credentials.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"DicomWebOptions: {(Authorization is null ? "no credentials" : $"credentials ({Authorization.Scheme})")}, {Retries} retries, {IdleTimeout.TotalSeconds} s, batches of {BatchInstances} instances and {BatchBytes} bytes");

    private static long AtLeast(long value, long least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }

    private static TimeSpan Positive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
        return value;
    }
}
