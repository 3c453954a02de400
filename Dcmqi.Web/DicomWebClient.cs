using Dcmqi.Web.Http;

namespace Dcmqi;

/// <summary>An archive that speaks DICOMweb (PS3.18): searched by QIDO-RS, read by WADO-RS, given results by STOW-RS.</summary>
/// <remarks>
/// <para>May be used from several threads at once. Credentials are given by <see cref="DicomWebOptions.Authorization"/>, or by an <see cref="HttpClient"/> of the caller's own, with handlers as needed.</para>
/// <para>Without a client of the caller's own, certificates are checked as the system checks them, redirects are followed to the same host alone, and answers may be compressed.</para>
/// </remarks>
public sealed partial class DicomWebClient : IDisposable
{
    private readonly WebTransport _transport;
    private readonly DicomWebOptions _options;

    /// <summary>Creates a client of one archive; nothing is sent yet.</summary>
    /// <param name="root">The address that <c>/studies</c> follows, such as <c>https://pacs.example/dicom-web</c>; http or https, without user and password.</param>
    /// <param name="client">Sends the requests; not disposed of. Its handlers decide on credentials, proxies, redirects and certificates, its Timeout bounds each request. Default: one of the library's own.</param>
    /// <param name="options">Credentials, retries and limits. Default: those of <see cref="DicomWebOptions"/>.</param>
    /// <exception cref="ArgumentException">The address is none of http or https, or holds user, query or fragment.</exception>
    public DicomWebClient(Uri root, HttpClient? client = null, DicomWebOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (!root.IsAbsoluteUri || root.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{root}' is no address of an archive; one such as https://pacs.example/dicom-web was expected.", nameof(root));
        if (root.UserInfo.Length > 0)
            throw new ArgumentException("The address holds a user or password. Give them by DicomWebOptions.Authorization.", nameof(root));
        if (root.Query.Length > 0 || root.Fragment.Length > 0)
            throw new ArgumentException($"'{root}' has a query or fragment; the address that /studies follows was expected.", nameof(root));
        _options = options ?? DicomWebOptions.Default;
        _transport = new WebTransport(root, client, _options);
    }

    /// <summary>Gets the address of the archive, with a slash at its end.</summary>
    public Uri Root => _transport.Root;

    /// <summary>Closes the connections, unless the <see cref="HttpClient"/> is the caller's.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>Returns the address.</summary>
    public override string ToString() => $"DicomWebClient: {Root}";

    // PS3.18 9.1.1: what is between slashes are UIDs; nothing else is ever put there.
    private static string PathOf(string? study, string? series = null, string? instance = null)
    {
        string path = study is null ? "" : "studies/" + InstanceUid.Require(study, nameof(study));
        if (series is not null)
            path += "/series/" + InstanceUid.Require(series, nameof(series));
        if (instance is not null)
            path += "/instances/" + InstanceUid.Require(instance, nameof(instance));
        return path;
    }
}
