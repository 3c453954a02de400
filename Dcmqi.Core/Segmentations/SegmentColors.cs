namespace Dcmqi.Segmentations;

/// <summary>Colours for segments to which the metadata gives none.</summary>
internal static class SegmentColors
{
    // Hues spread over the circle and told apart side by side; a segment keeps its colour when others are added behind it.
    private static ReadOnlySpan<uint> Palette =>
    [
        0x80AE80, 0xF1D691, 0xB17A65, 0x6FB8D2, 0xD8654F, 0xDD8265, 0x90EE90, 0xC06858,
        0xDCF514, 0x4E3F00, 0xFFFADC, 0xE6DC46, 0xC8C8EB, 0xFAFAD2, 0xF4D631, 0x0097CE,
    ];

    public static RgbColor For(SegmentAttributes attributes, int number)
    {
        _ = attributes;
        uint rgb = Palette[(number - 1) % Palette.Length];
        return new RgbColor((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }
}
