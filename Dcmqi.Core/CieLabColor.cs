namespace Dcmqi;

/// <summary>A colour as DICOM holds it: CIE L*a*b* scaled onto 16 bits (PS3.3 C.10.7.1.1).</summary>
/// <remarks>
/// PS3.3 C.10.7.1.1 asks for PCS values, whose white is D50. dcmqi, DCMTK, highdicom, dcmjs (OHIF) and dcm4che take them relative to
/// D65, the white of sRGB, without adaptation, and so does this type: otherwise every one of them would show another colour than was given.
/// </remarks>
/// <param name="L">L* from 0 to 100 as 0 to 65535.</param>
/// <param name="A">a* from -128 to 127 as 0 to 65535.</param>
/// <param name="B">b* from -128 to 127 as 0 to 65535.</param>
public readonly record struct CieLabColor(ushort L, ushort A, ushort B)
{
    // D65, observer 2 degrees, relative to Y = 1.
    private const double WhiteX = 0.95047;
    private const double WhiteZ = 1.08883;

    /// <summary>Converts from sRGB.</summary>
    /// <param name="color">The colour in sRGB.</param>
    /// <returns>The nearest scaled value. <see cref="ToRgb"/> gives the same colour back, for every colour.</returns>
    public static CieLabColor FromRgb(RgbColor color)
    {
        double red = ToLinear(color.Red), green = ToLinear(color.Green), blue = ToLinear(color.Blue);
        double x = ToLab(((red * 0.4124) + (green * 0.3576) + (blue * 0.1805)) / WhiteX);
        double y = ToLab((red * 0.2126) + (green * 0.7152) + (blue * 0.0722));
        double z = ToLab(((red * 0.0193) + (green * 0.1192) + (blue * 0.9505)) / WhiteZ);
        return new(
            Scale(((116 * y) - 16) * 65535 / 100),
            Scale(((500 * (x - y)) + 128) * 65535 / 255),
            Scale(((200 * (y - z)) + 128) * 65535 / 255));
    }

    /// <summary>Converts to sRGB; what lies outside its gamut is clamped to the nearest edge, channel by channel.</summary>
    /// <returns>The nearest 8-bit colour.</returns>
    public RgbColor ToRgb()
    {
        double y = ((L * 100.0 / 65535) + 16) / 116;
        double x = FromLab(y + (((A * 255.0 / 65535) - 128) / 500)) * WhiteX;
        double z = FromLab(y - (((B * 255.0 / 65535) - 128) / 200)) * WhiteZ;
        y = FromLab(y);
        return new(
            FromLinear((x * 3.2406) + (y * -1.5372) + (z * -0.4986)),
            FromLinear((x * -0.9689) + (y * 1.8758) + (z * 0.0415)),
            FromLinear((x * 0.0557) + (y * -0.2040) + (z * 1.0570)));
    }

    /// <summary>Returns the scaled values, such as <c>L 42000, a 35000, b 36000</c>.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"L {L}, a {A}, b {B}");

    private static double ToLinear(byte channel)
    {
        double value = channel / 255.0;
        return value > 0.04045 ? Math.Pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
    }

    private static byte FromLinear(double value)
    {
        value = value > 0.0031308 ? (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055 : 12.92 * value;
        return (byte)Math.Clamp(Math.Round(value * 255, MidpointRounding.AwayFromZero), 0, 255);
    }

    private static double ToLab(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);

    private static double FromLab(double value)
    {
        double cube = value * value * value;
        return cube > 0.008856 ? cube : (value - (16.0 / 116)) / 7.787;
    }

    private static ushort Scale(double value) => (ushort)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 65535);
}
