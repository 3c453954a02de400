namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>The second byte of the markers of JPEG (T.81 Table B.1) and JPEG-LS (T.87 Table C.1), the first being FF.</summary>
internal static class JpegLsMarker
{
    public const byte Prefix = 0xFF;
    public const byte FirstOther = 0xC0;
    public const byte LastOther = 0xCF;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte NumberOfLines = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte Application8 = 0xE8;
    public const byte StartOfFrame = 0xF7;
    public const byte Presets = 0xF8;
}
