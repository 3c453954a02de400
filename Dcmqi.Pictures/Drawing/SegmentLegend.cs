using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>The names of what is shown, in its colours.</summary>
internal static class SegmentLegend
{
    /// <summary>The entries of those segments that occur, in order of the segmentation.</summary>
    public static IReadOnlyList<LegendEntry> Of(IReadOnlyList<Segment> segments, IReadOnlyDictionary<int, RgbColor> colors, IReadOnlySet<int> shown) =>
        [.. segments.Where(segment => shown.Contains(segment.Number)).Select(segment => Entry(colors[segment.Number], NameOf(segment)))];

    /// <summary>One entry.</summary>
    public static LegendEntry Entry(RgbColor color, string name) => new(new SKColor(color.Red, color.Green, color.Blue), name);

    private static string NameOf(Segment segment) => segment.Label.Length > 0 ? segment.Label : segment.PropertyType?.Meaning ?? FormattableString.Invariant($"Segment {segment.Number}");
}
