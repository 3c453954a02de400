using System.Net;
using System.Text.Json;
using Dcmqi.Web.Json;
using Dcmqi.Web.Retrieving;

namespace Dcmqi;

public sealed partial class DicomWebClient
{
    /// <summary>Opens a segmentation that stays in the archive: its header is retrieved, its frames when they are asked for, some at a time.</summary>
    /// <param name="study">Study Instance UID.</param>
    /// <param name="series">Series Instance UID.</param>
    /// <param name="instance">SOP Instance UID.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The segmentation; the client must not be disposed of before it. Members that need pixels wait for the archive, and throw <see cref="DicomWebException"/> where it fails.</returns>
    /// <remarks>Where the archive cannot give single frames of it, the whole object is retrieved to a temporary file, which is gone with the segmentation: Orthanc cannot where frames of single bits do not fill whole bytes.</remarks>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such instance, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="DicomFormatException">The header lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, its frames cannot be decoded, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="ArgumentException">A UID is none.</exception>
    public async Task<Segmentation> OpenSegmentationAsync(string study, string series, string instance, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        using Stream json = await RetrieveMetadataAsync(study, series, instance, cancellationToken).ConfigureAwait(false);
        try
        {
            // Whether it can is asked once: a server that cannot says so by an error of any kind.
            await RetrieveFramesAsync(study, series, instance, [1], fault => fault.IsTransient && fault.StatusCode is not HttpStatusCode.InternalServerError, cancellationToken).ConfigureAwait(false);
        }
        catch (DicomWebException fault) when (fault.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.NotAcceptable or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented)
        {
            return await OpenWholeAsync(study, series, instance, options, cancellationToken).ConfigureAwait(false);
        }

        (int frameCount, long frameBytes) = SizeOf(json);
        var frames = new WebFrames((numbers, token) => RetrieveFramesAsync(study, series, instance, numbers, token), frameCount, frameBytes);
        return await Task.Run(() => Segmentation.OpenJson(json, frames, options), cancellationToken).ConfigureAwait(false);
    }

    // A file that is open may be deleted: it is gone once it is closed.
    private async Task<Segmentation> OpenWholeAsync(string study, string series, string instance, OpenOptions? options, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("dcmqi-web-").FullName;
        try
        {
            string path = await RetrieveInstanceAsync(study, series, instance, folder, cancellationToken).ConfigureAwait(false);
            return Segmentation.Open(path, options);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // How many frames are worth one request; whether the header is sound is for the reader to say.
    private static (int FrameCount, long FrameBytes) SizeOf(Stream json)
    {
        JsonElement header;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            header = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            header = default;
        }

        json.Position = 0;
        if (header.ValueKind == JsonValueKind.Array)
            header = header.EnumerateArray().FirstOrDefault();
        long bits = (long)(DicomJson.Number(header, 0x00280010) ?? 0) * (DicomJson.Number(header, 0x00280011) ?? 0) * (DicomJson.Number(header, 0x00280100) ?? 0);
        return (Math.Max(1, DicomJson.Number(header, 0x00280008) ?? 1), bits / 8);
    }
}
