using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>A font of 5 x 7 dots for ASCII, for machines without font files, such as containers. Other characters become question marks.</summary>
internal static class PlainFont
{
    private const int Width = 5;
    private const int Height = 7;

    // From the space to the tilde: seven rows each, two digits a row, the leftmost dot in the highest of five bits.
    private const string Glyphs =
        "00000000000000 04040404040004 0A0A0000000000 0A0A1F0A1F0A0A 040F140E051E04 191A0404080B13 0C12120C13120D 04040000000000 " +
        "02040808080402 08040202020408 0004150E150400 0004041F040400 00000000060408 0000001F000000 00000000000C0C 01010204081010 " +
        "0E11131519110E 040C040404040E 0E11010204081F 0E11010601110E 02060A121F0202 1F101E0101110E 0E10101E11110E 1F010204080808 " +
        "0E11110E11110E 0E11110F01010E 000C0C000C0C00 000C0C000C0408 02040810080402 00001F001F0000 08040201020408 0E110102040004 " +
        "0E11171517100E 0E11111F111111 1E11111E11111E 0E11101010110E 1C12111111121C 1F10101E10101F 1F10101E101010 0E11101711110F " +
        "1111111F111111 0E04040404040E 0702020202120C 11121418141211 1010101010101F 111B1515111111 11191915131311 0E11111111110E " +
        "1E11111E101010 0E11111115120D 1E11111E141211 0F10100E01011E 1F040404040404 1111111111110E 11111111110A04 11111115151B11 " +
        "11110A040A1111 11110A04040404 1F01020408101F 0E08080808080E 10100804020101 0E02020202020E 040A1100000000 0000000000001F " +
        "08040000000000 00000E010F110F 10101E1111111E 00000E1010100E 01010F1111110F 00000E111F100E 06081E08080808 000F11110F010E " +
        "10101E11111111 04000C0404040E 0200060202120C 10101214181412 0C04040404040E 00001A15151515 00001E11111111 00000E1111110E " +
        "001E11111E1010 000F11110F0101 00001618101010 00000F100E011E 08081E08080806 0000111111110F 00001111110A04 0000111515150A " +
        "0000110A040A11 001111110F010E 00001F0204081F 02040408040402 04040404040404 08040402040408 00000D16000000";

    private static readonly string[] Rows = Glyphs.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The width of a text whose capitals have a height, in pixels.</summary>
    public static float WidthOf(string text, float capitals) => Math.Max(0, text.Length * (Width + 1) - 1) * Dot(capitals);

    /// <summary>Draws a text that stands on a line.</summary>
    public static void Draw(SKCanvas canvas, string text, float x, float baseline, float capitals, SKPaint paint)
    {
        float dot = Dot(capitals);
        foreach (char character in text)
        {
            string rows = Rows[character is >= ' ' and <= '~' ? character - ' ' : '?' - ' '];
            for (int row = 0; row < Height; row++)
            {
                int bits = Convert.ToInt32(rows.Substring(2 * row, 2), 16);
                for (int column = 0; column < Width; column++)
                {
                    if ((bits >> (Width - 1 - column) & 1) != 0)
                        canvas.DrawRect(x + column * dot, baseline - (Height - row) * dot, dot, dot, paint);
                }
            }

            x += (Width + 1) * dot;
        }
    }

    private static float Dot(float capitals) => Math.Max(1, MathF.Round(capitals / Height));
}
