namespace Dcmqi.Pictures;

/// <summary>A row of the table of measurements.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Values">Text by title of the column.</param>
internal sealed record MeasuredRow(string Name, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>One row for each segment.</summary>
    public static IReadOnlyList<MeasuredRow> Of(SegmentMeasurements measurements) =>
    [
        .. measurements.Segments.Select(segment => new MeasuredRow(
            segment.Segment.Label,
            Unique(segment.Features.Select(feature => (WithUnit(feature.Title, feature.Unit), feature.Value is { } value ? ShownNumber.Text(value) : feature.Qualifier?.Meaning ?? ""))))),
    ];

    /// <summary>One row for each group.</summary>
    public static IReadOnlyList<MeasuredRow> Of(MeasurementReport report) =>
    [
        .. report.Groups.Select((group, index) => new MeasuredRow(
            group.TrackingIdentifier ?? group.Finding?.Meaning ?? FormattableString.Invariant($"Group {index + 1}"),
            Unique(group.Measurements.Select(measurement => (
                    WithUnit(measurement.Derivation is null ? measurement.Name.Meaning : $"{measurement.Name.Meaning}, {measurement.Derivation.Meaning}", measurement.Unit),
                    measurement.Value is { } value ? ShownNumber.Text(value) : measurement.Qualifier?.Meaning ?? ""))
                .Concat(group.QualitativeEvaluations.Select(evaluation => (evaluation.Name.Meaning, evaluation.Code?.Meaning ?? evaluation.Text ?? "")))))),
    ];

    private static string WithUnit(string title, CodedConcept? unit) => unit is null or { Value: "1" } ? title : $"{title} ({(unit.Value.StartsWith('[') ? unit.Meaning : unit.Value)})";

    // Columns of one title are told apart by a number: nothing is left out.
    private static Dictionary<string, string> Unique(IEnumerable<(string Title, string Text)> values)
    {
        var unique = new Dictionary<string, string>();
        foreach ((string title, string text) in values)
        {
            string free = title;
            for (int number = 2; unique.ContainsKey(free); number++)
                free = FormattableString.Invariant($"{title} ({number})");
            unique[free] = text;
        }

        return unique;
    }
}
