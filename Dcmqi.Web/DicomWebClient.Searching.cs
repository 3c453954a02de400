using System.Net;
using System.Text.Json;
using Dcmqi.Web.Http;
using Dcmqi.Web.Json;

namespace Dcmqi;

public sealed partial class DicomWebClient
{
    // What one request asks for where all are wanted.
    private const int PageSize = 1000;

    /// <summary>Searches for studies (QIDO-RS), in as many requests as are needed.</summary>
    /// <param name="query">What to look for. Default: everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The studies, in the archive's order; empty if there are none.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="ArgumentException">A key of the query is neither a keyword nor a tag.</exception>
    public Task<IReadOnlyList<StudyMatch>> SearchStudiesAsync(DicomWebQuery? query = null, CancellationToken cancellationToken = default) =>
        SearchAsync("studies", "ModalitiesInStudy", query, match => new StudyMatch { Attributes = match }, match => match.StudyInstanceUid, cancellationToken);

    /// <summary>Searches for series (QIDO-RS), in as many requests as are needed.</summary>
    /// <param name="study">The Study Instance UID of the study to search, or <see langword="null"/> for all studies.</param>
    /// <param name="query">What to look for. Default: everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The series, in the archive's order; empty if there are none.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="ArgumentException">A key of the query is neither a keyword nor a tag, or the study is no UID.</exception>
    public Task<IReadOnlyList<SeriesMatch>> SearchSeriesAsync(string? study = null, DicomWebQuery? query = null, CancellationToken cancellationToken = default) =>
        SearchAsync(Below(PathOf(study), "series"), "Modality", query, match => new SeriesMatch { Attributes = match }, match => match.SeriesInstanceUid, cancellationToken);

    /// <summary>Searches for instances (QIDO-RS), in as many requests as are needed.</summary>
    /// <param name="study">The Study Instance UID of the study to search, or <see langword="null"/> for all studies.</param>
    /// <param name="series">The Series Instance UID of the series to search, or <see langword="null"/> for all of the study.</param>
    /// <param name="query">What to look for. Default: everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The instances, in the archive's order; empty if there are none.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="ArgumentException">A key of the query is neither a keyword nor a tag, study or series are no UIDs, or there is a series without its study.</exception>
    public Task<IReadOnlyList<InstanceMatch>> SearchInstancesAsync(string? study = null, string? series = null, DicomWebQuery? query = null, CancellationToken cancellationToken = default)
    {
        if (study is null && series is not null)
            throw new ArgumentException("A series is searched within its study; give the study too.", nameof(study));
        return SearchAsync(Below(PathOf(study, series), "instances"), "Modality", query, match => new InstanceMatch { Attributes = match }, match => match.SopInstanceUid, cancellationToken);
    }

    private static string Below(string path, string what) => path.Length == 0 ? what : $"{path}/{what}";

    private async Task<IReadOnlyList<T>> SearchAsync<T>(string path, string modalityKey, DicomWebQuery? query, Func<JsonElement, T> make, Func<T, string> uidOf, CancellationToken cancellationToken)
    {
        query ??= new DicomWebQuery();
        var found = new List<T>();
        var uids = new HashSet<string>(StringComparer.Ordinal);
        int asked = query.Offset;
        while (true)
        {
            int wanted = Math.Min(PageSize, (query.Limit ?? int.MaxValue) - found.Count);
            var request = new ArchiveRequest(HttpMethod.Get, _transport.Address($"{path}?{query.ToText(modalityKey, wanted, asked)}"), "application/dicom+json")
            {
                MostBytes = _options.MaximumDocumentBytes,
                Limit = $"{nameof(DicomWebOptions)}.{nameof(DicomWebOptions.MaximumDocumentBytes)}",
            };
            (IReadOnlyList<JsonElement> page, bool hasMore) = await _transport.SendAsync(request, PageAsync, cancellationToken).ConfigureAwait(false);
            int before = found.Count;
            found.AddRange(page.Select(make).Where(match => uids.Add(uidOf(match))).Take(wanted));
            if (found.Count > _options.MaximumMatches)
                throw new DicomWebException($"{request.Shown}: there are more than {_options.MaximumMatches} matches, the most that {nameof(DicomWebOptions)}.{nameof(DicomWebOptions.MaximumMatches)} allows. Narrow the search.");
            asked += page.Count;

            // A server that does not know offset gives the same again.
            if (found.Count == before || found.Count >= query.Limit || (page.Count < wanted && !hasMore))
                return found;
        }
    }

    // PS3.18 8.3.4.4: warning 299 says that the server has more than it gives at once.
    private static async Task<(IReadOnlyList<JsonElement> Page, bool HasMore)> PageAsync(ArchiveAnswer response)
    {
        if (response.Status == HttpStatusCode.NoContent)
            return ([], false);
        response.RequireJson();
        JsonElement root = await JsonBody.ReadAsync(response).ConfigureAwait(false);
        if (root.ValueKind != JsonValueKind.Array || root.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            throw response.Fault("the answer is no array of objects, as matches are (PS3.18 10.6.3).");
        return ([.. root.EnumerateArray()], response.Message.Headers.Warning.Any(warning => warning.Code == 299));
    }
}
