using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>A column of the table: how its cells are written and read.</summary>
/// <param name="Name">Its name in the header: dcmqi's JSON key where there is one.</param>
/// <param name="IsOfGroup">Whether it says something of the group, which all rows of the group then have in common.</param>
/// <param name="Write">The cell of a row; empty for nothing.</param>
/// <param name="Read">The row with the cell's value in it; throws <see cref="FormatException"/> with what was expected.</param>
internal sealed record TableColumn(string Name, bool IsOfGroup, Func<MeasurementRow, string> Write, Func<MeasurementRow, string, MeasurementRow> Read)
{
    /// <summary>The column that tells groups apart; it is not among <see cref="All"/>.</summary>
    public const string Group = "group";

    /// <summary>The columns in the order in which they are written.</summary>
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        OfGroup("measurementGroupType", row => row.Kind.ToString().ToUpperInvariant(), (row, cell) => row with { Kind = Kind(cell) }),
        OfGroup("TrackingIdentifier", row => row.TrackingIdentifier, (row, cell) => row with { TrackingIdentifier = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfGroup("TrackingUniqueIdentifier", row => row.TrackingUid, (row, cell) => row with { TrackingUid = Uid(cell) }),
        OfGroup("activitySession", row => row.ActivitySession, (row, cell) => row with { ActivitySession = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfGroup("timePoint", row => row.TimePoint, (row, cell) => row with { TimePoint = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfGroup("FindingCategory", row => CellText.Of(row.FindingCategory), (row, cell) => row with { FindingCategory = CellText.Code(cell) }),
        OfGroup("Finding", row => CellText.Of(row.Finding), (row, cell) => row with { Finding = CellText.Code(cell) }),
        OfGroup("FindingSite", row => CellText.Of(row.FindingSite), (row, cell) => row with { FindingSite = CellText.Code(cell) }),
        OfGroup("Laterality", row => CellText.Of(row.Laterality), (row, cell) => row with { Laterality = CellText.Code(cell) }),
        OfGroup("TopographicalModifier", row => CellText.Of(row.TopographicalModifier), (row, cell) => row with { TopographicalModifier = CellText.Code(cell) }),
        OfGroup("groupMeasurementMethod", row => CellText.Of(row.GroupMethod), (row, cell) => row with { GroupMethod = CellText.Code(cell) }),
        OfGroup("AlgorithmName", row => row.AlgorithmName, (row, cell) => row with { AlgorithmName = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfGroup("AlgorithmVersion", row => row.AlgorithmVersion, (row, cell) => row with { AlgorithmVersion = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfGroup("AlgorithmParameters", row => CellText.OfTexts(row.AlgorithmParameters), (row, cell) => row with { AlgorithmParameters = CellText.Texts(cell, TextRule.UnlimitedText) }),
        OfGroup("segmentationSOPInstanceUID", row => row.SegmentationUid, (row, cell) => row with { SegmentationUid = Uid(cell) }),
        OfGroup("segmentationSOPClassUID", row => row.SegmentationClassUid, (row, cell) => row with { SegmentationClassUid = Uid(cell) }),
        OfGroup("ReferencedSegment", row => string.Join(' ', row.ReferencedSegments.Select(CellText.Of)), (row, cell) => row with { ReferencedSegments = CellText.WholeNumbers(cell) }),
        OfGroup("ReferencedFrame", row => string.Join(' ', row.ReferencedFrames.Select(CellText.Of)), (row, cell) => row with { ReferencedFrames = CellText.WholeNumbers(cell) }),
        OfGroup("SourceSeriesForImageSegmentation", row => row.SourceSeriesUid, (row, cell) => row with { SourceSeriesUid = Uid(cell) }),
        OfGroup("sourceImages", row => string.Join(' ', row.SourceImageUids), (row, cell) => row with { SourceImageUids = [.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Uid)] }),
        OfGroup("rwvmMapUsedForMeasurement", row => row.RealWorldValueMapUid, (row, cell) => row with { RealWorldValueMapUid = Uid(cell) }),
        OfRow("quantity", row => CellText.Of(row.Quantity), (row, cell) => row with { Quantity = CellText.Code(cell) }),
        OfRow("value", row => NumericQualifiers.ToText(row.Value, row.Qualifier).Text, WithValue),
        OfRow("valueQualifier", row => CellText.Of(NumericQualifiers.ToText(row.Value, row.Qualifier).Qualifier), (row, cell) => row with { Qualifier = CellText.Code(cell) }),
        OfRow("units", row => row.Value is not null ? CellText.OfAnyUnit(row.Unit) : CellText.OfUnit(row.Unit), (row, cell) => row with { Unit = CellText.AnyUnit(cell) }),
        OfRow("derivationModifier", row => CellText.Of(row.Derivation), (row, cell) => row with { Derivation = CellText.Code(cell) }),
        OfRow("derivationParameters", row => CellText.Of(row.DerivationParameters), (row, cell) => row with { DerivationParameters = CellText.Parameters(cell) }),
        OfRow("MeasurementMethod", row => CellText.Of(row.Method), (row, cell) => row with { Method = CellText.Code(cell) }),
        OfRow("measurementAlgorithmName", row => row.MeasurementAlgorithmName, (row, cell) => row with { MeasurementAlgorithmName = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfRow("measurementAlgorithmVersion", row => row.MeasurementAlgorithmVersion, (row, cell) => row with { MeasurementAlgorithmVersion = CellText.Text(cell, TextRule.UnlimitedText) }),
        OfRow("measurementAlgorithmParameters", row => CellText.OfTexts(row.MeasurementAlgorithmParameters), (row, cell) => row with { MeasurementAlgorithmParameters = CellText.Texts(cell, TextRule.UnlimitedText) }),
        OfRow("measurementModifiers", row => CellText.Of(row.Modifiers), (row, cell) => row with { Modifiers = CellText.Modifiers(cell) }),
        OfRow("conceptCode", row => CellText.Of(row.Evaluation), (row, cell) => row with { Evaluation = CellText.Code(cell) }),
        OfRow("conceptValueCode", row => CellText.Of(row.EvaluationCode), (row, cell) => row with { EvaluationCode = CellText.Code(cell) }),
        OfRow("conceptValueText", row => row.EvaluationText, (row, cell) => row with { EvaluationText = CellText.Text(cell, TextRule.UnlimitedText) }),
    ];

    private static TableColumn OfGroup(string name, Func<MeasurementRow, string?> write, Func<MeasurementRow, string, MeasurementRow> read) =>
        new(name, true, row => write(row) ?? "", read);

    private static TableColumn OfRow(string name, Func<MeasurementRow, string?> write, Func<MeasurementRow, string, MeasurementRow> read) =>
        new(name, false, row => write(row) ?? "", read);

    private static string Uid(string cell) => CellText.Text(cell, TextRule.UniqueIdentifier);

    private static MeasurementGroupKind Kind(string cell) =>
        Enum.GetNames<MeasurementGroupKind>().Contains(cell, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<MeasurementGroupKind>(cell, ignoreCase: true)
            : throw new FormatException("expected one of VOLUMETRIC, PLANAR, IMAGE");

    private static MeasurementRow WithValue(MeasurementRow row, string cell)
    {
        CellText.Text(cell, TextRule.MeasuredValue);
        (double? number, CodedConcept? qualifier) = NumericQualifiers.OfText(cell, row.Qualifier);
        return row with { Value = number, Qualifier = qualifier };
    }
}
