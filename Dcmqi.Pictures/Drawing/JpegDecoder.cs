using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>Decodes JPEG Baseline (Process 1), as slides mostly have it.</summary>
internal sealed class JpegDecoder : IFrameDecoder
{
    private const string Baseline = "1.2.840.10008.1.2.4.50";
    private const byte StartOfScan = 0xDA, App0 = 0xE0, App14 = 0xEE;

    public bool CanDecode(string transferSyntaxUid) => transferSyntaxUid == Baseline;

    public void Decode(ReadOnlySpan<byte> encoded, FrameDescription description, Span<byte> frame)
    {
        if (description is not { BitsAllocated: 8, SamplesPerPixel: 1 or 3 })
            throw new NotSupportedException($"JPEG Baseline has 1 or 3 samples of 8 bits, not {description.SamplesPerPixel} of {description.BitsAllocated}.");
        using SKData data = SKData.CreateCopy(description is { SamplesPerPixel: 3, PhotometricInterpretation: "RGB" } ? AsRgb(encoded) : encoded);
        using SKCodec codec = SKCodec.Create(data) ?? throw new DicomFormatException("A frame is no JPEG image.");
        if ((codec.Info.Width, codec.Info.Height) != (description.Columns, description.Rows))
            throw new DicomFormatException($"A frame has {codec.Info.Width} x {codec.Info.Height} pixels; {description.Columns} x {description.Rows} were expected.");
        var info = new SKImageInfo(description.Columns, description.Rows, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw new DicomFormatException($"A frame is a damaged JPEG image ({result}).");
        Copy(bitmap.GetPixelSpan(), description, frame);
    }

    private static void Copy(ReadOnlySpan<byte> rgba, FrameDescription description, Span<byte> frame)
    {
        int pixels = description.Rows * description.Columns;
        (int perPixel, int perSample) = description.SamplesPerPixel == 1 ? (1, 0) : description.PlanarConfiguration == PlanarConfiguration.ColorByPlane ? (1, pixels) : (3, 1);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int sample = 0; sample < description.SamplesPerPixel; sample++)
                frame[pixel * perPixel + sample * perSample] = rgba[4 * pixel + sample];
        }
    }

    /// <summary>Says in the file that its samples are red, green and blue: without a word, or with that of JFIF, they are taken for luminance and chrominance.</summary>
    private static byte[] AsRgb(ReadOnlySpan<byte> encoded)
    {
        var parts = new List<byte>(encoded.Length + 16) { 0xFF, 0xD8 };
        ReadOnlySpan<byte> adobe = [0xFF, App14, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0, 0];
        parts.AddRange(adobe);
        int at = 2;
        while (at + 4 <= encoded.Length && encoded[at] == 0xFF && encoded[at + 1] != StartOfScan)
        {
            int length = 2 + (encoded[at + 2] << 8 | encoded[at + 3]);
            if (encoded[at + 1] is not (App0 or App14) && at + length <= encoded.Length)
                parts.AddRange(encoded.Slice(at, length));
            at += length;
        }

        if (at < encoded.Length)
            parts.AddRange(encoded[at..]);
        return [.. parts];
    }
}
