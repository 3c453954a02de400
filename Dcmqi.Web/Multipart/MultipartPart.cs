using System.Globalization;
using System.Net.Http.Headers;

namespace Dcmqi.Web.Multipart;

/// <summary>One part of a multipart body: what its headers say, and how far it was read.</summary>
internal sealed class MultipartPart(int number, Dictionary<string, string> headers)
{
    /// <summary>From 1.</summary>
    public int Number => number;

    public MediaTypeHeaderValue? ContentType { get; } = MediaTypeHeaderValue.TryParse(headers.GetValueOrDefault("Content-Type"), out MediaTypeHeaderValue? type) ? type : null;

    /// <summary>What Content-Length says, where it does.</summary>
    public long? Length { get; } = long.TryParse(headers.GetValueOrDefault("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    public long BytesRead { get; set; }

    public bool IsRead { get; set; }
}
