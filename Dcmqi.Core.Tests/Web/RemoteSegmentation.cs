using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Web;

/// <summary>What an archive gives of a segmentation: header and frames apart.</summary>
internal static class RemoteSegmentation
{
    public static string HeaderOf(Segmentation segmentation) => $"[{DicomJsonText.ToJson(segmentation.DataSet).ToJsonString()}]";

    /// <summary>The frames as a file of that compression has them.</summary>
    public static byte[][] FramesOf(Segmentation segmentation, PixelCompression compression)
    {
        var stream = new MemoryStream();
        segmentation.Save(stream, new SaveOptions { Compression = compression });
        DicomFile file = DicomFile.Open(stream.ToArray());
        FrameFormat format = FrameFormat.Of(file.DataSet);
        if (file.TransferSyntax.IsEncapsulated)
        {
            EncapsulatedFrames frames = EncapsulatedFrames.Find(file.DataSet, segmentation.FrameCount, null);
            return [.. Enumerable.Range(0, segmentation.FrameCount).Select(frame => frames[frame].SelectMany(part => part.ToArray()).ToArray())];
        }

        byte[] pixels = file.DataSet.Find(Tags.PixelData)!.ToBulk().ToArray();
        return [.. Enumerable.Range(0, segmentation.FrameCount).Select(frame => pixels[(frame * format.FrameBytes)..((frame + 1) * format.FrameBytes)])];
    }

    /// <summary>The frames that a request asks for, from 1.</summary>
    public static IEnumerable<int> NumbersOf(HttpRequestMessage request) => request.RequestUri!.Segments[^1].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture));
}
