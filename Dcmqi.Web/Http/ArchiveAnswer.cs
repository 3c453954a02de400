using System.Net;
using System.Net.Http.Headers;

namespace Dcmqi.Web.Http;

/// <summary>An answer whose body is being read: bounded, and watched.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Message">The answer.</param>
/// <param name="Body">Its body, decompressed.</param>
/// <param name="Token">Cancels the reading, also where nothing moves.</param>
internal sealed record ArchiveAnswer(ArchiveRequest Request, HttpResponseMessage Message, Stream Body, CancellationToken Token)
{
    public HttpStatusCode Status => Message.StatusCode;

    public MediaTypeHeaderValue? ContentType => Message.Content.Headers.ContentType;

    /// <summary>An error in what the server has sent.</summary>
    public DicomWebException Fault(string what, bool isTransient = false) => new($"{Request.Shown}: {what}", Status) { IsTransient = isTransient };

    /// <summary>Refuses what is not JSON.</summary>
    public void RequireJson()
    {
        if (ContentType?.MediaType is not ("application/dicom+json" or "application/json"))
            throw Fault($"the answer is {ShownUnsafe.Of(ContentType?.ToString() ?? "of no stated type")}; application/dicom+json was expected. Is '{Request.Address.GetLeftPart(UriPartial.Authority)}' a DICOMweb server, and the root its own?");
    }
}
