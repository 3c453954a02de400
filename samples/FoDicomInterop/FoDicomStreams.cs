using FellowOakDicom;

namespace Dcmqi;

/// <summary>The way between the two libraries: Part 10 bytes in memory.</summary>
internal static class FoDicomStreams
{
    public static Stream ToPart10(DicomFile file)
    {
        var bytes = new MemoryStream();
        file.Save(bytes);
        bytes.Position = 0;
        return bytes;
    }

    public static DicomFile ToFoDicom(Segmentation segmentation)
    {
        var bytes = new MemoryStream();
        segmentation.Save(bytes);
        bytes.Position = 0;

        // Pixel Data is read at once, so that the stream need not outlive this call.
        return DicomFile.Open(bytes, FileReadOption.ReadAll);
    }
}
