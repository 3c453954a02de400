using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Sources;

/// <summary>What the samples of a frame mean as colours (PS3.3 C.7.6.3.1.2).</summary>
internal sealed class ColorLayout
{
    private readonly int _pixels;
    private readonly bool _isColor;
    private readonly bool _isByPlane;
    private readonly bool _isYbr;
    private readonly bool _isInverted;

    private ColorLayout(FrameFormat format, bool isYbr, bool isInverted)
    {
        _pixels = (int)format.PixelCount;
        _isColor = format.SamplesPerPixel == 3;
        _isByPlane = format.PlanarConfiguration == PlanarConfiguration.ColorByPlane;
        (_isYbr, _isInverted) = (isYbr, isInverted);
    }

    /// <summary>Finds out what samples mean.</summary>
    /// <param name="name">The image, for messages.</param>
    /// <param name="dataSet">The image.</param>
    /// <param name="format">How samples are laid out.</param>
    /// <param name="isRgb">Whether three samples are red, green and blue, whatever Photometric Interpretation says.</param>
    /// <exception cref="NotSupportedException">They are no colours of 8 bits.</exception>
    public static ColorLayout Of(string name, DataSet dataSet, FrameFormat format, bool isRgb)
    {
        string meaning = dataSet.GetString(Tags.PhotometricInterpretation) ?? "";
        if (format.BitsAllocated != 8)
            throw new NotSupportedException($"{name}: {Tags.BitsAllocated.Describe()} is {format.BitsAllocated}; colours of 8 bits can be read.");
        return (format.SamplesPerPixel, meaning) switch
        {
            (1, "MONOCHROME1" or "MONOCHROME2") => new ColorLayout(format, isYbr: false, isInverted: meaning == "MONOCHROME1"),
            (3, "RGB") => new ColorLayout(format, isYbr: false, isInverted: false),
            (3, _) when isRgb => new ColorLayout(format, isYbr: false, isInverted: false),
            (3, "YBR_FULL") => new ColorLayout(format, isYbr: true, isInverted: false),
            _ => throw new NotSupportedException($"{name}: {Tags.PhotometricInterpretation.Describe()} is {meaning}, with {Counted.Of(format.SamplesPerPixel, "sample")} per pixel; RGB, YBR_FULL and grey can be read as colours."),
        };
    }

    /// <summary>Red, green and blue of each pixel.</summary>
    public void ToRgb(ReadOnlySpan<byte> stored, Span<byte> rgb)
    {
        (int perPixel, int perSample) = !_isColor ? (1, 0) : _isByPlane ? (1, _pixels) : (3, 1);
        for (int pixel = 0; pixel < _pixels; pixel++)
        {
            int at = pixel * perPixel;
            (byte first, byte second, byte third) = (stored[at], stored[at + perSample], stored[at + 2 * perSample]);
            if (_isYbr)
                (first, second, third) = OfYbr(first, second, third);
            if (_isInverted)
                (first, second, third) = ((byte)~first, (byte)~second, (byte)~third);
            (rgb[3 * pixel], rgb[3 * pixel + 1], rgb[3 * pixel + 2]) = (first, second, third);
        }
    }

    // PS3.3 C.7.6.3.1.2, YBR_FULL, the other way round.
    private static (byte Red, byte Green, byte Blue) OfYbr(byte y, byte cb, byte cr)
    {
        double b = cb - 128.0, r = cr - 128.0;
        return (Byte(y + 1.402 * r), Byte(y - 0.344136 * b - 0.714136 * r), Byte(y + 1.772 * b));
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
