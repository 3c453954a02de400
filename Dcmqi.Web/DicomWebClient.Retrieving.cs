using System.Globalization;
using System.Net;
using Dcmqi.Web.Http;
using Dcmqi.Web.Retrieving;

namespace Dcmqi;

public sealed partial class DicomWebClient
{
    // PS3.18 8.7.3: whatever the archive has, so that nothing is compressed anew.
    private const string AnyInstance = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private const string AnyFrame = "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*";

    /// <summary>Retrieves headers in the DICOM JSON Model (WADO-RS metadata, PS3.18 10.4.1.1.2); pixels are not in it.</summary>
    /// <param name="study">Study Instance UID.</param>
    /// <param name="series">Series Instance UID, or <see langword="null"/> for all of the study.</param>
    /// <param name="instance">SOP Instance UID, or <see langword="null"/> for all of the series.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <returns>The document, as a stream in memory at its start: what <see cref="SourceImages.LoadJson"/> takes.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such study, series or instance, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="ArgumentException">A UID is none, or an instance is given without its series.</exception>
    public Task<Stream> RetrieveMetadataAsync(string study, string? series = null, string? instance = null, CancellationToken cancellationToken = default)
    {
        RequireLevels(series, instance);
        ArchiveRequest request = Get($"{PathOf(study, series, instance)}/metadata", "application/dicom+json", _options.MaximumDocumentBytes, nameof(DicomWebOptions.MaximumDocumentBytes));
        return _transport.SendAsync(request, ReadAsync, cancellationToken);

        static async Task<Stream> ReadAsync(ArchiveAnswer answer)
        {
            answer.RequireJson();
            var json = new MemoryStream();
            await answer.Body.CopyToAsync(json, answer.Token).ConfigureAwait(false);
            json.Position = 0;
            return json;
        }
    }

    /// <summary>Loads the images of a series from their headers alone; their pixels stay in the archive. Segmentations, maps and reports are made from it as from files.</summary>
    /// <param name="study">Study Instance UID.</param>
    /// <param name="series">Series Instance UID.</param>
    /// <param name="options">The limit of frames. Default: that of <see cref="OpenOptions"/>.</param>
    /// <param name="progress">Receives progress: headers read.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such series, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="DicomFormatException">What it answers is not of the DICOM JSON Model.</exception>
    /// <exception cref="ConversionException">A header is not that of an image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed.</exception>
    /// <exception cref="ArgumentException">A UID is none.</exception>
    public async Task<SourceImages> LoadSourceAsync(string study, string series, OpenOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using Stream json = await RetrieveMetadataAsync(study, series, null, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => SourceImages.LoadJson(json, options, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Retrieves the instances of a study or series (WADO-RS) to files, streamed. Each file is whole or not there; those that came stay where a later one fails.</summary>
    /// <param name="study">Study Instance UID.</param>
    /// <param name="series">Series Instance UID, or <see langword="null"/> for all of the study.</param>
    /// <param name="folder">The folder for the files, which are named by their SOP Instance UIDs; made where it is missing. Files of these names are replaced.</param>
    /// <param name="progress">Receives progress: instances retrieved, of as many as the archive says that it has.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <returns>The paths, in the archive's order.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such study or series, refuses, breaks off, sends only a part, or sends what was not asked for.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="ArgumentException">A UID is none.</exception>
    public async Task<IReadOnlyList<string>> RetrieveInstancesAsync(string study, string? series, string folder, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        long total = progress is null ? 0 : await CountAsync(study, series, cancellationToken).ConfigureAwait(false);
        return await RetrieveAsync(new InstanceFiles(folder, study, series, null, _options), folder, PathOf(study, series), total, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Retrieves one instance (WADO-RS) to a file, whole or not at all.</summary>
    /// <param name="study">Study Instance UID.</param>
    /// <param name="series">Series Instance UID.</param>
    /// <param name="instance">SOP Instance UID.</param>
    /// <param name="folder">The folder for the file, which is named by its SOP Instance UID; made where it is missing. A file of that name is replaced.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <returns>The path.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such instance, refuses, breaks off, or sends what was not asked for.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A UID is none.</exception>
    public async Task<string> RetrieveInstanceAsync(string study, string series, string instance, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        IReadOnlyList<string> paths = await RetrieveAsync(new InstanceFiles(folder, study, series, instance, _options), folder, PathOf(study, series, instance), 1, null, cancellationToken).ConfigureAwait(false);
        return paths[0];
    }

    /// <summary>Retrieves frames of an instance (WADO-RS, PS3.18 10.4.1.1.6), compressed as the archive has them.</summary>
    /// <param name="study">Study Instance UID.</param>
    /// <param name="series">Series Instance UID.</param>
    /// <param name="instance">SOP Instance UID.</param>
    /// <param name="frameNumbers">The frames, from 1.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <returns>The frames, in the order asked for.</returns>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such frames, cannot give single ones, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="ArgumentException">A UID is none, or there is no frame number, or one below 1.</exception>
    public Task<IReadOnlyList<EncodedFrame>> RetrieveFramesAsync(string study, string series, string instance, IReadOnlyList<int> frameNumbers, CancellationToken cancellationToken = default) =>
        RetrieveFramesAsync(study, series, instance, frameNumbers, fault => fault.IsTransient, cancellationToken);

    private Task<IReadOnlyList<EncodedFrame>> RetrieveFramesAsync(string study, string series, string instance, IReadOnlyList<int> frameNumbers, Func<DicomWebException, bool> mayRepeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frameNumbers);
        if (frameNumbers.Count == 0 || frameNumbers.Any(number => number < 1))
            throw new ArgumentException("Frames are named by their numbers, from 1; at least one is needed.", nameof(frameNumbers));
        string list = string.Join(',', frameNumbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        ArchiveRequest request = Get($"{PathOf(study, series, instance)}/frames/{list}", AnyFrame, _options.MaximumDocumentBytes, nameof(DicomWebOptions.MaximumDocumentBytes));
        return _transport.SendAsync(request, answer => FrameParts.ReadAsync(answer, frameNumbers.Count), mayRepeat, null, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> RetrieveAsync(InstanceFiles files, string folder, string path, long total, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        ArchiveRequest request = Get(path, AnyInstance, _options.MaximumRetrievedBytes, nameof(DicomWebOptions.MaximumRetrievedBytes));
        return await _transport.SendAsync(request, ReadAsync, cancellationToken).ConfigureAwait(false);

        async Task<IReadOnlyList<string>> ReadAsync(ArchiveAnswer answer)
        {
            await files.ReadAsync(answer, () => progress?.Report(new ConversionProgress("Retrieving", files.Paths.Count, Math.Max(total, files.Paths.Count)))).ConfigureAwait(false);

            // PS3.18 Table 8.5-1: some are missing.
            return answer.Status == HttpStatusCode.PartialContent
                ? throw answer.Fault($"the archive has sent only a part: {files.Paths.Count} instances, which are in '{folder}'.")
                : files.Paths;
        }
    }

    // For progress alone: that it cannot be told is no reason to stop.
    private async Task<long> CountAsync(string study, string? series, CancellationToken cancellationToken)
    {
        try
        {
            var query = new DicomWebQuery { Matching = series is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["SeriesInstanceUID"] = series } };
            return (await SearchSeriesAsync(study, query, cancellationToken).ConfigureAwait(false)).Sum(match => (long)(match.InstanceCount ?? 0));
        }
        catch (DicomWebException)
        {
            return 0;
        }
    }

    private ArchiveRequest Get(string path, string accept, long mostBytes, string limit) => new(HttpMethod.Get, _transport.Address(path), accept)
    {
        MostBytes = mostBytes,
        Limit = $"{nameof(DicomWebOptions)}.{limit}",
    };

    private static void RequireLevels(string? series, string? instance)
    {
        if (instance is not null && series is null)
            throw new ArgumentException("An instance is retrieved within its series; give the series too.", nameof(series));
    }
}
