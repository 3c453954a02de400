namespace Dcmqi.Pictures;

/// <summary>The colour of each segment in a picture.</summary>
internal static class SegmentPalette
{
    // Two colours closer than this cannot be told apart beside one another: twice a difference that is just seen in CIELab.
    private const double Least = 5;

    /// <summary>The recommended colours, or distinct ones, by Segment Number; no two segments have nearly the same.</summary>
    public static Dictionary<int, RgbColor> Of(IReadOnlyList<Segment> segments, SegmentColors colors) => Of([.. segments.Select(segment => (segment.Number, segment.DisplayColor))], colors);

    /// <summary>The recommended colours of anything, by its number; distinct ones where there are none, or where they are not wanted.</summary>
    public static Dictionary<int, RgbColor> Of(IReadOnlyList<(int Number, RgbColor? Recommended)> shown, SegmentColors colors)
    {
        var chosen = new Dictionary<int, RgbColor>();
        var used = new List<CieLabColor>();
        if (colors == SegmentColors.Recommended)
        {
            foreach ((int number, RgbColor? recommended) in shown)
            {
                if (recommended is { } color && IsNew(color, used))
                    chosen[number] = color;
            }
        }

        int next = 0;
        foreach ((int number, _) in shown.Where(one => !chosen.ContainsKey(one.Number)))
        {
            // With hundreds of segments colours do come close to one another; the search for a new one ends.
            RgbColor color = Distinct(next++);
            for (int tries = 0; tries < 20 && !IsNew(color, used); tries++)
                color = Distinct(next++);
            chosen[number] = color;
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

    private static bool IsNew(RgbColor color, List<CieLabColor> used)
    {
        // Stored values: 655.35 for a step of L*, 257 for one of a* and b* (PS3.3 C.10.7.1.1).
        CieLabColor lab = CieLabColor.FromRgb(color);
        foreach (CieLabColor other in used)
        {
            (double l, double a, double b) = ((lab.L - other.L) / 655.35, (lab.A - other.A) / 257.0, (lab.B - other.B) / 257.0);
            if (l * l + a * a + b * b < Least * Least)
                return false;
        }

        used.Add(lab);
        return true;
    }
}
