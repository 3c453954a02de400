namespace Dcmqi.Terminology;

/// <summary>Colours for labels to which nothing recommends one: neighbours differ.</summary>
internal static class DistinctColors
{
    // The golden ratio of a turn: hues of any number of neighbours lie apart.
    private const double Turn = 0.618033988749895;

    private static readonly (double Saturation, double Value)[] Shades = [(0.6, 0.9), (0.85, 0.75), (0.4, 0.95)];

    /// <summary>The colour of a label; always the same.</summary>
    public static RgbColor Of(int label)
    {
        double hue = label * Turn % 1 * 6;
        (double saturation, double value) = Shades[label % Shades.Length];
        return new RgbColor(Channel(5), Channel(3), Channel(1));

        byte Channel(int offset)
        {
            double place = (offset + hue) % 6;
            return (byte)Math.Round(255 * value * (1 - (saturation * Math.Clamp(Math.Min(place, 4 - place), 0, 1))));
        }
    }
}
