using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Dcmqi.Web.Http;

/// <summary>What an answer that is no success means, with what its body says.</summary>
internal static class StatusFault
{
    private const int MostBytes = 4096;

    public static async Task<DicomWebException> OfAsync(ArchiveAnswer response, TimeProvider time) => Of(response, await TextAsync(response).ConfigureAwait(false), time);

    /// <param name="response">The answer.</param>
    /// <param name="body">Its body, which was read before.</param>
    /// <param name="time">The clock of Retry-After.</param>
    public static DicomWebException Of(ArchiveAnswer response, JsonElement body, TimeProvider time) => Of(response, ShownUnsafe.Of(OfJson(body)), time);

    private static DicomWebException Of(ArchiveAnswer response, string said, TimeProvider time)
    {
        int status = (int)response.Status;
        string reason = response.Message.ReasonPhrase is { Length: > 0 } phrase ? " " + ShownUnsafe.Of(phrase) : "";
        string message = string.Create(CultureInfo.InvariantCulture, $"{response.Request.Shown}: the server answers {status}{reason}{(said.Length == 0 ? "" : $" ({said})")}.{HintOf(response.Status)}");
        return new DicomWebException(message, response.Status)
        {
            IsTransient = status is 408 or 429 or 500 or 502 or 503 or 504,
            IsNotTaken = status is 429 or 503,
            RetryAfter = RetryAfter(response.Message, time),
        };
    }

    private static string HintOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => " Credentials are missing or wrong; give them by DicomWebOptions.Authorization.",
        HttpStatusCode.Forbidden => " These credentials may not do that.",
        HttpStatusCode.NotFound => " There is no such study, series or instance, or the root is not that of the archive's DICOMweb service.",
        HttpStatusCode.RequestEntityTooLarge => " Send less at once (DicomWebOptions.BatchInstances, BatchBytes), or raise the server's limit.",
        HttpStatusCode.NotAcceptable => " The server cannot give what was asked for in a form that is understood here.",
        _ => "",
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage message, TimeProvider time) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    // A server's own words, where they are words.
    private static async Task<string> TextAsync(ArchiveAnswer response)
    {
        string type = response.ContentType?.MediaType ?? "";
        byte[] bytes = new byte[MostBytes];
        int count;
        try
        {
            count = await response.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, response.Token).ConfigureAwait(false);
        }
        catch (DicomWebException)
        {
            // The status has been said; that its explanation broke off changes nothing.
            return "";
        }

        string text = Encoding.UTF8.GetString(bytes, 0, count).Trim();
        if (text.StartsWith('{'))
            return ShownUnsafe.Of(OfJson(text));
        return text.StartsWith('<') || !(type.Length == 0 || type.StartsWith("text/", StringComparison.Ordinal)) ? "" : ShownUnsafe.Of(text);
    }

    private static string OfJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return OfJson(document.RootElement);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    // Orthanc gives Message and Details, others message, error or detail.
    private static string OfJson(JsonElement body) => body.ValueKind != JsonValueKind.Object ? "" : string.Join(": ", body.EnumerateObject()
        .Where(member => member.Value.ValueKind == JsonValueKind.String && member.Name.ToUpperInvariant() is "MESSAGE" or "DETAILS" or "DETAIL" or "ERROR" or "ERRORMESSAGE")
        .Select(member => member.Value.GetString()));
}
