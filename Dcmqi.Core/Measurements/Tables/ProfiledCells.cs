using System.Globalization;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Texts by name as the features of one segment, as a profile understands them.</summary>
/// <param name="profile">The profile.</param>
/// <param name="meanings">What each name means.</param>
internal sealed class ProfiledCells(FeatureProfile profile, IReadOnlyDictionary<string, ColumnMeaning> meanings)
{
    /// <summary>Whether a name is passed over because the profile says so.</summary>
    public static bool IsIgnored(FeatureProfile profile, string name) =>
        profile.IgnoredColumns.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    /// <summary>The row of a segment, or <see langword="null"/> where a number is at fault, which has been told.</summary>
    public FeatureRow ToRow(IReadOnlyList<KeyValuePair<string, string>> cells, string? segment, Action<string, string> refuse)
    {
        // A name that is given twice has been told.
        RowSettings settings = profile.Names.SettingsOf(cells.DistinctBy(cell => cell.Key).ToDictionary(cell => cell.Key, cell => cell.Value, StringComparer.Ordinal));
        var features = new List<Measurement>();
        var parameters = new List<string>();
        foreach ((string name, string text) in cells)
        {
            if (text.Length == 0 || !meanings.TryGetValue(name, out ColumnMeaning? meaning))
                continue;
            if (meaning.IsParameter)
                parameters.Add($"{name}: {text}");
            else if (meaning.Feature is { } feature && TextRule.MeasuredValue.Fault(text, out _) is { } fault)
                refuse(name, fault + ".");
            else if (meaning.Feature is not null)
                features.Add(meaning.Feature.ToMeasurement(text, profile, settings));
        }

        bool isNumber = segment is not null && DecimalText.IsNumber(segment) && DecimalText.Parse(segment) is >= 1 and <= ushort.MaxValue and var parsed && parsed == Math.Floor(parsed);
        return new FeatureRow
        {
            Segment = isNumber ? (int)DecimalText.Parse(segment!) : null,
            SegmentLabel = isNumber ? null : segment,
            Features = features,
            Algorithm = new AlgorithmIdentification { Name = profile.Name, Version = settings.Version ?? "unknown", Parameters = parameters },
        };
    }

    /// <summary>A name for a segment in messages.</summary>
    public static string NameOf(FeatureRow row) => row.Segment is { } number ? string.Create(CultureInfo.InvariantCulture, $"segment {number}")
        : row.SegmentLabel is { } label ? $"segment '{label}'" : "the only segment";
}
