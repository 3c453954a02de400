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
    /// <remarks>Where the archive cannot give single frames of it, the whole object is retrieved to a temporary file, which is gone with the segmentation: Orthanc cannot where frames of single bits do not fill whole bytes. So is it where the header leaves binary values out that count, as palettes.</remarks>
    /// <exception cref="DicomWebException">The archive cannot be reached, has no such instance, refuses, or answers what no DICOMweb server may answer.</exception>
    /// <exception cref="DicomFormatException">The header lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, its frames cannot be decoded, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="ArgumentException">A UID is none.</exception>
    public async Task<Segmentation> OpenSegmentationAsync(string study, string series, string instance, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        using Stream json = await RetrieveMetadataAsync(study, series, instance, cancellationToken).ConfigureAwait(false);
        JsonElement header = HeaderIn(json);
        if (LacksValues(header))
            return await OpenWholeAsync(study, series, instance, options, cancellationToken).ConfigureAwait(false);
        try
        {
            // Whether it can is asked once: a server that cannot says so by an error of any kind.
            await RetrieveFramesAsync(study, series, instance, [1], fault => fault.IsTransient && fault.StatusCode is not HttpStatusCode.InternalServerError, cancellationToken).ConfigureAwait(false);
        }
        catch (DicomWebException fault) when (fault.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.NotAcceptable or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented)
        {
            return await OpenWholeAsync(study, series, instance, options, cancellationToken).ConfigureAwait(false);
        }

        (int frameCount, long frameBytes) = SizeOf(header);
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

    // Whether the header is sound is for its reader to say.
    private static JsonElement HeaderIn(Stream json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return root.ValueKind != JsonValueKind.Array ? root.Clone() : root.GetArrayLength() > 0 ? root[0].Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
        finally
        {
            json.Position = 0;
        }
    }

    // PS3.18 F.2.6: binary values may be linked to. Links are not followed: they may lead anywhere.
    private static bool LacksValues(JsonElement header)
    {
        if (header.ValueKind != JsonValueKind.Object)
            return false;
        bool isPalette = DicomJson.Text(header, 0x00280004)?.Trim() == "PALETTE COLOR";
        return (isPalette && !DicomJson.IsInline(header, 0x00281201))
            || header.EnumerateObject().Any(member => !member.Name.StartsWith("7FE0", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("BulkDataURI", out _));
    }

    // How many frames are worth one request.
    private static (int FrameCount, long FrameBytes) SizeOf(JsonElement header)
    {
        long bits = (long)(DicomJson.Number(header, 0x00280010) ?? 0) * (DicomJson.Number(header, 0x00280011) ?? 0) * (DicomJson.Number(header, 0x00280100) ?? 0);
        return (Math.Max(1, DicomJson.Number(header, 0x00280008) ?? 1), bits / 8);
    }
}
