namespace Dcmqi.Cli;

/// <summary>What the command line calls the compressions.</summary>
internal static class CompressionName
{
    public const string Default = "none";

    public static string[] Names { get; } = ["none", "deflate", "rle", "jpegls", "deflated-frame"];

    public static PixelCompression Compression(string name) => name switch
    {
        "deflate" => PixelCompression.Deflated,
        "rle" => PixelCompression.Rle,
        "jpegls" => PixelCompression.JpegLs,
        "deflated-frame" => PixelCompression.DeflatedFrame,
        _ => PixelCompression.None,
    };

    /// <summary>Refuses what cannot be written before work is begun.</summary>
    public static void CheckGoesWith(SegmentationEncoding encoding, PixelCompression compression)
    {
        if (compression == PixelCompression.JpegLs && encoding == SegmentationEncoding.Binary)
            throw new UsageException("--compress jpegls does not go with binary, whose pixels are single bits; take rle, deflate or deflated-frame, or --segmentationType labelmap.");
    }
}
