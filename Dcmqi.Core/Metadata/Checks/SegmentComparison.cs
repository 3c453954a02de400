namespace Dcmqi.Metadata;

/// <summary>Holds each segment against those before it: what is described alike, and colours that look alike.</summary>
internal sealed class SegmentComparison
{
    // CIELab: differences below are hard to see side by side; more segments than this nobody tells apart by colour.
    private const double LeastDifference = 5;
    private const int MostColors = 500;

    private readonly Dictionary<string, string> _descriptions = new(StringComparer.Ordinal);
    private readonly List<(string Pointer, CieLabColor Color)> _colors = [];

    /// <summary>What is said of a segment that comes after those that were compared before.</summary>
    public IEnumerable<string> Compare(string pointer, SegmentAttributes segment)
    {
        if (!_descriptions.TryAdd(DescriptionOf(segment), pointer))
            yield return $"is described as {_descriptions[DescriptionOf(segment)]} is; a modifier, an anatomic region or a tracking identifier tells them apart.";
        if ((segment.RecommendedDisplayCieLab ?? (segment.RecommendedDisplayRgb is { } rgb ? CieLabColor.FromRgb(rgb) : null)) is not { } color)
            yield break;
        int like = _colors.FindIndex(other => Difference(other.Color, color) < LeastDifference);
        if (like >= 0)
            yield return $"has a colour ({color.ToRgb()}) that can hardly be told from that of {_colors[like].Pointer} ({_colors[like].Color.ToRgb()}).";
        if (_colors.Count < MostColors)
            _colors.Add((pointer, color));
    }

    private static string DescriptionOf(SegmentAttributes segment) => string.Join('|', new[]
    {
        Codes([segment.SegmentedPropertyCategory]), Codes([segment.SegmentedPropertyType]), Codes(segment.SegmentedPropertyTypeModifiers), Codes([segment.AnatomicRegion]), Codes(segment.AnatomicRegionModifiers),
        string.Join(' ', segment.AdditionalAnatomicRegions), string.Join(' ', segment.PrimaryAnatomicStructures), segment.TrackingIdentifier, segment.TrackingUid,
    });

    private static string Codes(IEnumerable<CodedConcept?> codes) => string.Join(' ', codes.OfType<CodedConcept>().Select(code => code.ToSnomedCt()).Select(code => $"{code.Scheme}:{code.Value}").Order(StringComparer.Ordinal));

    private static double Difference(CieLabColor one, CieLabColor other)
    {
        double l = (one.L - other.L) * 100 / 65535.0, a = (one.A - other.A) * 255 / 65535.0, b = (one.B - other.B) * 255 / 65535.0;
        return Math.Sqrt((l * l) + (a * a) + (b * b));
    }
}
