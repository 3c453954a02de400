using System.Globalization;
using System.IO.Enumeration;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Reads a table of features from CSV and checks it.</summary>
internal sealed class FeatureReader
{
    private readonly TableFaults _faults = new();
    private readonly CsvText _text;
    private readonly FeatureMapping _mapping;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private FeatureReader(ReadOnlyMemory<byte> bytes, FeatureMapping mapping) => (_text, _mapping) = (CsvText.Read(bytes, _faults), mapping);

    /// <exception cref="MetadataException">The bytes are no such table.</exception>
    public static FeatureTable Read(ReadOnlyMemory<byte> bytes, string? fileName, FeatureMapping mapping)
    {
        var reader = new FeatureReader(bytes, mapping);
        reader.ReadHeader();
        var rows = new List<FeatureRow>();
        var seen = new Dictionary<int, int>();
        foreach (CsvLine line in reader._text.Lines)
        {
            FeatureRow row = reader.ReadRow(line);
            if (row.Segment is { } number and > 0 && !seen.TryAdd(number, line.Line))
                reader.Refuse(line, mapping.SegmentColumn, string.Create(CultureInfo.InvariantCulture, $"is {number}, as in line {seen[number]}; expected one row for each segment."));
            rows.Add(row);
        }

        reader._faults.Throw(fileName);
        return new FeatureTable(mapping, rows);
    }

    private void ReadHeader()
    {
        string[] named =
        [
            .. new[] { _mapping.SegmentColumn, _mapping.TrackingIdentifierColumn, _mapping.TrackingUidColumn }.OfType<string>(),
            .. _mapping.Features.Select(feature => feature.Column),
        ];
        for (int i = 0; i < _text.Headers.Length; i++)
        {
            string name = _text.Headers[i];
            if (!named.Contains(name))
            {
                if (!_mapping.IgnoredColumns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))
                    _faults.Add(1, i, name, "is no column that the mapping names; add it to features or to ignoredColumns, which takes patterns such as diagnostics_*.");
            }
            else if (!_columns.TryAdd(name, i))
            {
                _faults.Add(1, i, name, "is given twice; expected one column of this name.");
            }
        }

        if (_text.Headers.Length == 0)
            return;
        foreach (string name in named.Where(name => !_columns.ContainsKey(name)).Distinct())
            _faults.Add(1, -1, "", $"lacks the column {name}, which the mapping names.");
    }

    private FeatureRow ReadRow(CsvLine line)
    {
        int segment = 0;
        string? number = Cell(line, _mapping.SegmentColumn);
        if (number is null)
            Refuse(line, _mapping.SegmentColumn, "is empty; expected a segment number from 1.");
        else if (DecimalText.IsNumber(number) && DecimalText.Parse(number) is >= 1 and <= ushort.MaxValue and var parsed && parsed == Math.Floor(parsed))
            segment = (int)parsed;
        else
            Refuse(line, _mapping.SegmentColumn, $"is '{LocatedNode.Shorten(number)}'; expected a segment number from 1 to {ushort.MaxValue}.");
        string? uid = Text(line, _mapping.TrackingUidColumn, TextRule.UniqueIdentifier);
        string? identifier = Text(line, _mapping.TrackingIdentifierColumn, TextRule.UnlimitedText);
        var features = new List<Measurement>();
        foreach (FeatureColumn feature in _mapping.Features)
        {
            if (Text(line, feature.Column, TextRule.MeasuredValue) is not { } text)
                continue;
            (double? value, CodedConcept? qualifier) = NumericQualifiers.OfText(text, null);
            features.Add(new Measurement { Name = feature.Quantity, Value = value, Qualifier = qualifier, Unit = feature.Unit, Derivation = feature.Derivation, Method = feature.Method });
        }

        return new FeatureRow { Segment = segment, TrackingIdentifier = identifier, TrackingUid = uid, Features = features };
    }

    private string? Text(CsvLine line, string? column, TextRule rule)
    {
        if (column is null || Cell(line, column) is not { } cell)
            return null;
        if (rule.Fault(cell, out _) is not { } fault)
            return cell;
        Refuse(line, column, fault + ".");
        return null;
    }

    private string? Cell(CsvLine line, string column) =>
        _columns.TryGetValue(column, out int index) && line.Fields[index].Trim() is { Length: > 0 } cell ? cell : null;

    private void Refuse(CsvLine line, string column, string message)
    {
        // A column that is missing has been told once.
        if (_columns.TryGetValue(column, out int index))
            _faults.Add(line.Line, index, column, message);
    }
}
