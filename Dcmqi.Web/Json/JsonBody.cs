using System.Text.Json;
using Dcmqi.Web.Http;

namespace Dcmqi.Web.Json;

/// <summary>Reads JSON bodies of answers.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body as JSON.</summary>
    /// <exception cref="DicomWebException">It is not JSON.</exception>
    public static async Task<JsonElement> ReadAsync(ArchiveAnswer response)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(response.Body, default, response.Token).ConfigureAwait(false);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new DicomWebException($"{response.Request.Shown}: the answer says that it is JSON and is not: {failure.Message}", response.Status, failure);
        }
    }
}
