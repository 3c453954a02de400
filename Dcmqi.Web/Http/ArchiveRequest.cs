namespace Dcmqi.Web.Http;

/// <summary>A request that can be made anew for each attempt.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Accept">The media types that may come back.</param>
internal sealed record ArchiveRequest(HttpMethod Method, Uri Address, string Accept)
{
    /// <summary>Makes the body; is told when bytes move.</summary>
    public Func<IdleWatch, HttpContent>? Content { get; init; }

    /// <summary>Whether answers that are no success are read too, rather than thrown.</summary>
    public Func<HttpResponseMessage, bool> Reads { get; init; } = response => response.IsSuccessStatusCode;

    /// <summary>The most bytes of the answer, after decompression.</summary>
    public required long MostBytes { get; init; }

    /// <summary>What <see cref="MostBytes"/> is called, for messages.</summary>
    public required string Limit { get; init; }

    /// <summary>The request as messages name it; the query, which may name patients, is left out.</summary>
    public string Shown => $"{Method} {Address.GetLeftPart(UriPartial.Path)}";
}
