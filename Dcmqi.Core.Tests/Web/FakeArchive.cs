using System.Net;
using System.Text;

namespace Dcmqi.Tests.Web;

/// <summary>An archive within the process that answers as a test says, and remembers what it was asked.</summary>
/// <param name="answer">Gives the answer; the body of the request has been read.</param>
internal sealed class FakeArchive(Func<HttpRequestMessage, byte[], HttpResponseMessage> answer) : HttpMessageHandler
{
    public static Uri Root { get; } = new("https://pacs.test/dicom-web");

    public List<(HttpMethod Method, Uri Address, byte[] Body)> Asked { get; } = [];

    public List<HttpRequestMessage> Messages { get; } = [];

    public DicomWebClient Client(DicomWebOptions? options = null) => new(Root, new HttpClient(this), options ?? Fast);

    /// <summary>Does not wait between attempts.</summary>
    public static DicomWebOptions Fast { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(1), MaximumRetryDelay = TimeSpan.FromSeconds(1) };

    public static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK, string type = "application/dicom+json") =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, type) };

    public static HttpResponseMessage Bytes(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (Asked)
        {
            Asked.Add((request.Method, request.RequestUri!, body));
            Messages.Add(request);
        }

        HttpResponseMessage response = answer(request, body);
        response.RequestMessage = request;
        return response;
    }
}
