using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>What the columns of a table of features mean, as a document.</summary>
internal static class FeatureMappingDocument
{
    private const string Column = "column";

    private static readonly ListRule<FeatureColumn> Features = new(
        new JsonShape<FeatureColumn>("feature", "a feature: an object with column, quantity and units", () => new FeatureColumn { Column = null!, Quantity = null!, Unit = null! })
            .Required(Column, Rules.GivenText(TextRule.Any), it => it.Column, (it, value) => it with { Column = value })
            .Required("quantity", Rules.Code, it => it.Quantity, (it, value) => it with { Quantity = value })
            .Required("units", Rules.Code, it => it.Unit, (it, value) => it with { Unit = value })
            .Optional("derivationModifier", Rules.Code, it => it.Derivation, (it, value) => it with { Derivation = value })
            .Optional("MeasurementMethod", Rules.Code, it => it.Method, (it, value) => it with { Method = value }),
        "a list of objects with column, quantity and units",
        minimum: 1);

    public static JsonFormat<FeatureMapping> Format { get; } = new(
        new JsonShape<FeatureMapping>("featureMapping", "an object with segmentColumn and features", () => new FeatureMapping { SegmentColumn = null!, Features = [] })
            .Required("segmentColumn", Rules.GivenText(TextRule.Any), it => it.SegmentColumn, (it, value) => it with { SegmentColumn = value })
            .Optional("TrackingIdentifierColumn", Rules.Text(TextRule.Any), it => it.TrackingIdentifierColumn, (it, value) => it with { TrackingIdentifierColumn = value })
            .Optional("TrackingUniqueIdentifierColumn", Rules.Text(TextRule.Any), it => it.TrackingUidColumn, (it, value) => it with { TrackingUidColumn = value })
            .Optional("ignoredColumns", Rules.Texts(TextRule.Any, minimum: 0), it => it.IgnoredColumns, (it, value) => it with { IgnoredColumns = value })
            .Optional("FindingCategory", Rules.Code, it => it.FindingCategory, (it, value) => it with { FindingCategory = value })
            .Optional("Finding", Rules.Code, it => it.Finding, (it, value) => it with { Finding = value })
            .Add(new SiteMember<FeatureMapping>(it => it.FindingSite, (it, value) => it with { FindingSite = value }))
            .Optional("MeasurementMethod", Rules.Code, it => it.Method, (it, value) => it with { Method = value })
            .Optional("measurementAlgorithmIdentification", MeasurementKeys.Algorithm, it => it.Algorithm, (it, value) => it with { Algorithm = value })
            .Required("features", Features, it => it.Features, (it, value) => it with { Features = value })
            .Check(CheckColumns),
        (it, warnings) => it with { Warnings = warnings });

    private static void CheckColumns(JsonObjectReader from, FeatureMapping mapping)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        for (int index = 0; index < mapping.Features.Count; index++)
        {
            // Null where it is missing or at fault.
            if (mapping.Features[index].Column is { } column && !columns.Add(column))
                from.Faults.Add(from.Find("features", null)!.Children[index].Child(Column)!, $"is '{LocatedNode.Shorten(column)}', as that of another feature; expected different columns.", beyondSchema: true);
        }
    }
}
