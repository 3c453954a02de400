namespace Dcmqi.Segmentations;

/// <summary>What of a stored segmentation decides whether a receiver shows it right.</summary>
/// <param name="Encoding">Its encoding.</param>
/// <param name="Compression">Its compression.</param>
/// <param name="IsPalette">Whether a label map has a palette.</param>
/// <param name="HasWholeBytes">Whether rows x columns is a multiple of 8, so that the bits of each frame begin at a byte.</param>
/// <param name="Overlaps">Whether segments overlap.</param>
internal sealed record StoredForm(SegmentationEncoding Encoding, PixelCompression Compression, bool IsPalette, bool HasWholeBytes, bool Overlaps)
{
    public bool IsBinary => Encoding == SegmentationEncoding.Binary;

    public bool IsLabelMap => Encoding == SegmentationEncoding.LabelMap;

    public bool IsFractional => Encoding == SegmentationEncoding.Fractional;

    /// <summary>Encoding and compression, such as <c>label map, not compressed</c>.</summary>
    public override string ToString() => $"{EncodingText}{(IsPalette ? " with a palette" : "")}, {CompressionText}";

    private string EncodingText => Encoding switch
    {
        SegmentationEncoding.LabelMap => "label map",
        SegmentationEncoding.Fractional => "fractional",
        _ => "binary",
    };

    private string CompressionText => Compression switch
    {
        PixelCompression.Deflated => "deflated",
        PixelCompression.Rle => "RLE",
        PixelCompression.JpegLs => "JPEG-LS",
        PixelCompression.DeflatedFrame => "deflated frame by frame",
        _ => "not compressed",
    };
}
