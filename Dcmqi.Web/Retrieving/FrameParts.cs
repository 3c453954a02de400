using System.Net.Http.Headers;
using Dcmqi.Web.Http;
using Dcmqi.Web.Multipart;

namespace Dcmqi.Web.Retrieving;

/// <summary>Reads frames from an answer of WADO-RS (PS3.18 10.4.1.1.6, 8.7.3.5).</summary>
internal static class FrameParts
{
    private const string Uncompressed = "1.2.840.10008.1.2.1";

    /// <exception cref="DicomWebException">There are more or fewer than were asked for, or it cannot be told how they are compressed.</exception>
    public static async Task<IReadOnlyList<EncodedFrame>> ReadAsync(ArchiveAnswer answer, int count)
    {
        var frames = new List<EncodedFrame>(count);
        if (count == 1 && !MultipartReader.IsMultipart(answer))
        {
            string only = SyntaxOf(answer, answer.ContentType, 1);
            var whole = new MemoryStream();
            await answer.Body.CopyToAsync(whole, answer.Token).ConfigureAwait(false);
            return [new EncodedFrame { TransferSyntaxUid = only, Bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length) }];
        }

        MultipartReader parts = MultipartReader.Of(answer, "frames");
        byte[] block = new byte[64 << 10];
        while (await parts.NextAsync().ConfigureAwait(false) is { } part)
        {
            if (frames.Count == count)
                throw answer.Fault($"the answer has more parts than the {count} frames that were asked for.");
            string syntax = SyntaxOf(answer, part.ContentType, part.Number);
            var bytes = new MemoryStream();
            int read;
            while ((read = await parts.ReadAsync(block).ConfigureAwait(false)) > 0)
                bytes.Write(block, 0, read);
            frames.Add(new EncodedFrame { TransferSyntaxUid = syntax, Bytes = bytes.GetBuffer().AsMemory(0, (int)bytes.Length) });
        }

        return frames.Count == count ? frames : throw answer.Fault($"the answer has {frames.Count} parts; {count} frames were asked for.");
    }

    // PS3.18 8.7.3.5.2: the media type tells, its parameter tells exactly.
    private static string SyntaxOf(ArchiveAnswer answer, MediaTypeHeaderValue? type, int part)
    {
        string? stated = type?.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, "transfer-syntax", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        if (InstanceUid.IsValid(stated))
            return stated!;
        return type?.MediaType?.ToUpperInvariant() switch
        {
            null or "APPLICATION/OCTET-STREAM" => Uncompressed,
            "IMAGE/DICOM-RLE" or "IMAGE/X-DICOM-RLE" => "1.2.840.10008.1.2.5",
            "IMAGE/JLS" or "IMAGE/X-JLS" => "1.2.840.10008.1.2.4.80",
            "IMAGE/JP2" => "1.2.840.10008.1.2.4.90",
            "IMAGE/JPEG" => "1.2.840.10008.1.2.4.70",
            _ => throw answer.Fault($"part {part} is {ShownUnsafe.Of(type.ToString())}, which is no frame that is understood here."),
        };
    }
}
