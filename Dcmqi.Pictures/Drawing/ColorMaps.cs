namespace Dcmqi.Pictures;

/// <summary>The colours of values from 0 to 1.</summary>
internal static class ColorMaps
{
    private static readonly Dictionary<ColorMap, RgbColor[]> Anchors = new()
    {
        [ColorMap.Viridis] = [.. Parse("440154 472D7B 3B528B 2C728E 21918C 28AE80 5EC962 ADDC30 FDE725")],
        [ColorMap.Inferno] = [.. Parse("000004 210C4A 57106E 8A226A BC3754 E45A31 F98E09 F9CB35 FCFFA4")],
        [ColorMap.Diverging] = [.. Parse("0571B0 92C5DE F7F7F7 F4A582 CA0020")],
        [ColorMap.Gray] = [.. Parse("000000 FFFFFF")],
    };

    /// <summary>The colour, evenly between the two nearest anchors.</summary>
    public static RgbColor Of(ColorMap map, double share)
    {
        RgbColor[] anchors = Anchors[map];
        double place = Math.Clamp(share, 0, 1) * (anchors.Length - 1);
        int index = Math.Min((int)place, anchors.Length - 2);
        double rest = place - index;
        (RgbColor from, RgbColor to) = (anchors[index], anchors[index + 1]);
        return new RgbColor(Mix(from.Red, to.Red, rest), Mix(from.Green, to.Green, rest), Mix(from.Blue, to.Blue, rest));
    }

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);

    private static IEnumerable<RgbColor> Parse(string colors) =>
        colors.Split(' ').Select(Convert.FromHexString).Select(bytes => new RgbColor(bytes[0], bytes[1], bytes[2]));
}
