using System.Net;

namespace Dcmqi.Cli.Batch;

/// <summary>Puts the DICOM files of jobs into archives (STOW-RS), each archive by one client. Safe to use from several threads.</summary>
/// <param name="access">How the archives are asked.</param>
/// <param name="console">Is told of what is not safe.</param>
internal sealed class ArchiveUpload(ArchiveAccess access, CommandConsole console) : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, DicomWebClient> _clients = [];

    /// <summary>Stores files.</summary>
    /// <returns>What the archive has not stored, each with the reason.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, or refuses the request.</exception>
    public IReadOnlyList<string> Store(string root, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        string[] objects = [.. files.Where(StoreCommand.IsDicom)];
        StoreResult result = ClientOf(root).StoreAsync(objects, null, cancellationToken).GetAwaiter().GetResult();
        return [.. result.Failures.Select(failure => $"{Path.GetFileName(failure.File)} was not stored in {root}: {failure.Meaning}.")];
    }

    /// <summary>Whether asking again may help.</summary>
    public static bool MayPass(DicomWebException failure) => failure.StatusCode is not { } status || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    public void Dispose()
    {
        foreach (DicomWebClient client in _clients.Values)
            client.Dispose();
    }

    private DicomWebClient ClientOf(string root)
    {
        lock (_gate)
        {
            if (!_clients.TryGetValue(root, out DicomWebClient? client))
                _clients[root] = client = access.Open(new Uri(root), console);
            return client;
        }
    }
}
