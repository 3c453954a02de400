namespace Dcmqi.Pictures;

/// <summary>The colour of each segment in a picture.</summary>
internal static class SegmentPalette
{
    /// <summary>The recommended colours, or distinct ones; no two segments have the same.</summary>
    public static Dictionary<int, RgbColor> Of(IReadOnlyList<Segment> segments, SegmentColors colors)
    {
        var chosen = new Dictionary<int, RgbColor>();
        var used = new HashSet<RgbColor>();
        if (colors == SegmentColors.Recommended)
        {
            foreach (Segment segment in segments)
            {
                if (segment.DisplayColor is { } color && used.Add(color))
                    chosen[segment.Number] = color;
            }
        }

        int next = 0;
        foreach (Segment segment in segments.Where(segment => !chosen.ContainsKey(segment.Number)))
        {
            RgbColor color;
            do
                color = Distinct(next++);
            while (!used.Add(color));
            chosen[segment.Number] = color;
        }

        return chosen;
    }

    /// <summary>A colour that differs from those before it: the hue goes on by the golden angle, brightness and saturation alternate.</summary>
    public static RgbColor Distinct(int index)
    {
        double hue = (index * 137.50776405 + 10) % 360;
        double saturation = (index / 3 % 2) == 0 ? 0.85 : 0.55;
        double value = (index % 3) switch { 0 => 1.0, 1 => 0.8, _ => 0.95 };
        return FromHsv(hue, saturation, value);
    }

    private static RgbColor FromHsv(double hue, double saturation, double value)
    {
        byte Channel(double offset)
        {
            double position = (offset + hue / 60) % 6;
            return (byte)Math.Round(255 * (value - value * saturation * Math.Clamp(Math.Min(position, 4 - position), 0, 1)));
        }

        return new RgbColor(Channel(5), Channel(3), Channel(1));
    }
}
