using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Reads rows from CSV and checks them.</summary>
internal sealed class TableReader
{
    private static readonly string[] OfMeasurements =
    [
        "value", "valueQualifier", "units", "derivationModifier", "derivationParameters", "MeasurementMethod",
        "measurementAlgorithmName", "measurementAlgorithmVersion", "measurementAlgorithmParameters",
    ];

    private readonly TableFaults _faults = new();
    private readonly CsvText _text;
    private readonly Dictionary<TableColumn, int> _columns = [];
    private readonly Dictionary<string, (int Line, MeasurementRow Row)> _groups = new(StringComparer.Ordinal);
    private int _groupColumn = -1;
    private string? _groupAbove;

    private TableReader(ReadOnlyMemory<byte> bytes) => _text = CsvText.Read(bytes, _faults);

    /// <exception cref="MetadataException">The bytes are no such table.</exception>
    public static MeasurementTable Read(ReadOnlyMemory<byte> bytes, string? fileName)
    {
        var reader = new TableReader(bytes);
        reader.ReadHeader();
        var rows = new List<MeasurementRow>();
        foreach (CsvLine line in reader._text.Lines)
            rows.Add(reader.ReadRow(line));
        reader._faults.Throw(fileName);
        return new MeasurementTable(rows);
    }

    private void ReadHeader()
    {
        string[] names = [TableColumn.Group, .. TableColumn.All.Select(column => column.Name)];
        for (int i = 0; i < _text.Headers.Length; i++)
        {
            string name = _text.Headers[i];
            if (name.StartsWith('#'))
                continue;
            TableColumn? column = TableColumn.All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            bool isGroup = name.Equals(TableColumn.Group, StringComparison.OrdinalIgnoreCase);
            if (column is null && !isGroup)
            {
                string suggestion = Spelling.Nearest(name, names) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
                _faults.Add(1, i, name, $"is not a column that belongs here{suggestion}; a name that begins with # has it passed over. Known columns: {string.Join(", ", names)}.");
            }
            else if (isGroup ? _groupColumn >= 0 : !_columns.TryAdd(column!, i))
            {
                _faults.Add(1, i, name, "is given twice; expected one column of this name.");
            }
            else if (isGroup)
            {
                _groupColumn = i;
            }
        }
    }

    private MeasurementRow ReadRow(CsvLine line)
    {
        var row = new MeasurementRow { Group = 0 };
        int faultsBefore = _faults.Count;
        foreach (TableColumn column in TableColumn.All)
        {
            if (Cell(line, column) is not { } cell)
                continue;
            try
            {
                row = column.Read(row, cell);
            }
            catch (FormatException fault)
            {
                bool isWhole = !fault.Message.StartsWith("expected", StringComparison.Ordinal);
                Refuse(line, column.Name, (isWhole ? fault.Message : $"is '{LocatedNode.Shorten(cell)}'; {fault.Message}") + ".");
            }
        }

        if (_faults.Count == faultsBefore)
            CheckRow(line, row);
        return PlaceInGroup(line, row, isSound: _faults.Count == faultsBefore);
    }

    private void CheckRow(CsvLine line, MeasurementRow row)
    {
        if (row.Quantity is null)
        {
            foreach (string name in OfMeasurements)
            {
                if (Cell(line, name) is not null)
                    Refuse(line, name, "stands without quantity, of which it says more.");
            }
        }
        else if (row.Value is not null && Cell(line, "units") is null)
        {
            Refuse(line, "units", "is missing; expected a unit of UCUM, such as mm3 (1 for a bare number), because there is a value.");
        }

        RefuseWithoutName(line, "measurementAlgorithmName", "measurementAlgorithmVersion", "measurementAlgorithmParameters");
        if (row.Evaluation is null && (row.EvaluationCode is not null || row.EvaluationText is not null))
            Refuse(line, row.EvaluationCode is not null ? "conceptValueCode" : "conceptValueText", "stands without conceptCode, of which it is the answer.");
        if (row.Evaluation is not null && (row.EvaluationCode is null) == (row.EvaluationText is null))
            Refuse(line, "conceptCode", "has no answer, or two; expected one of conceptValueCode and conceptValueText.");
        if (row.Quantity is not null && row.Evaluation is not null)
            Refuse(line, "conceptCode", "stands beside quantity; expected a row of its own for each measurement and each evaluation.");
    }

    // What a later row says of its group must be what the first one says; an empty cell says the same.
    private MeasurementRow PlaceInGroup(CsvLine line, MeasurementRow row, bool isSound)
    {
        if (GroupOf(line, row) is not { } key)
        {
            if (isSound)
                _faults.Add(line.Line, -1, "", "names no group; expected a TrackingIdentifier or a group.");
            return row;
        }

        _groupAbove = key;
        if (!_groups.TryGetValue(key, out (int Line, MeasurementRow Row) first))
        {
            row = row with { Group = _groups.Count + 1 };
            _groups.Add(key, (line.Line, row));
            if (isSound)
                CheckGroup(line, row);
            return row;
        }

        foreach (TableColumn column in TableColumn.All.Where(column => column.IsOfGroup))
        {
            if (isSound && Cell(line, column) is { } cell && column.Write(row) != column.Write(first.Row))
                Refuse(line, column.Name, $"is '{LocatedNode.Shorten(cell)}', but '{LocatedNode.Shorten(column.Write(first.Row))}' in the first row of the group (line {CellText.Of(first.Line)}).");
        }

        return GroupRows.WithGroupOf(row, first.Row);
    }

    private void CheckGroup(CsvLine line, MeasurementRow row)
    {
        if (row.FindingSite is null && (row.Laterality ?? row.TopographicalModifier) is not null)
            Refuse(line, row.Laterality is not null ? "Laterality" : "TopographicalModifier", "stands without FindingSite, of which it says more.");
        RefuseWithoutName(line, "AlgorithmName", "AlgorithmVersion", "AlgorithmParameters");
        if (row.SegmentationUid is null && row.ReferencedSegments.Count + row.ReferencedFrames.Count > 0)
            Refuse(line, row.ReferencedSegments.Count > 0 ? "ReferencedSegment" : "ReferencedFrame", "stands without segmentationSOPInstanceUID, the UID of the segmentation.");
    }

    private void RefuseWithoutName(CsvLine line, string name, params ReadOnlySpan<string> others)
    {
        foreach (string other in others)
        {
            if (Cell(line, name) is null && Cell(line, other) is not null)
                Refuse(line, other, $"stands without {name}.");
        }
    }

    private string? GroupOf(CsvLine line, MeasurementRow row)
    {
        if (_groupColumn >= 0 && line.Fields[_groupColumn].Trim() is { Length: > 0 } group)
            return "group " + group;
        return (row.TrackingUid ?? row.TrackingIdentifier) is { } name ? $"{name}\n{row.ActivitySession}\n{row.TimePoint}" : _groupAbove;
    }

    private string? Cell(CsvLine line, TableColumn column) =>
        _columns.TryGetValue(column, out int index) && line.Fields[index].Trim() is { Length: > 0 } cell ? cell : null;

    private string? Cell(CsvLine line, string name) => Cell(line, TableColumn.All.First(column => column.Name == name));

    private void Refuse(CsvLine line, string name, string message)
    {
        TableColumn column = TableColumn.All.First(one => one.Name == name);
        if (_columns.TryGetValue(column, out int index))
            _faults.Add(line.Line, index, name, message);
        else
            _faults.Add(line.Line, -1, name, $"lacks the column {name}: it {message}");
    }
}
