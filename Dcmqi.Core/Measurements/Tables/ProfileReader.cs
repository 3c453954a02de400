namespace Dcmqi.Measurements;

/// <summary>Reads a table of features from CSV, its columns understood by a profile.</summary>
internal sealed class ProfileReader
{
    private readonly TableFaults _faults = new();
    private readonly CsvText _text;
    private readonly FeatureProfile _profile;
    private readonly Dictionary<string, ColumnMeaning> _meanings = new(StringComparer.Ordinal);
    private int _segmentColumn = -1;

    private ProfileReader(ReadOnlyMemory<byte> bytes, FeatureProfile profile) => (_text, _profile) = (CsvText.Read(bytes, _faults), profile);

    /// <exception cref="MetadataException">The bytes are no such table.</exception>
    public static FeatureTable Read(ReadOnlyMemory<byte> bytes, string? fileName, FeatureProfile profile)
    {
        if (profile.Names is TotalSegmentatorNames)
            return StatisticsReader.Read(bytes, fileName, profile);
        var reader = new ProfileReader(bytes, profile);
        reader.ReadHeader();
        var rows = new List<FeatureRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (CsvLine line in reader._text.Lines)
        {
            FeatureRow row = reader.ReadRow(line);
            string segment = ProfiledCells.NameOf(row);
            if (!seen.TryAdd(segment, line.Line))
            {
                reader._faults.Add(line.Line, reader._segmentColumn, profile.SegmentColumn ?? "", reader._segmentColumn < 0
                    ? $"is a second one, and there is no column {profile.SegmentColumn}; expected one row, or that column with the segment of each."
                    : $"is {segment}, as in line {CellText.Of(seen[segment])}; expected one row for each segment.");
            }

            rows.Add(row);
        }

        reader._faults.Throw(fileName);
        return new FeatureTable(null, rows);
    }

    private void ReadHeader()
    {
        for (int i = 0; i < _text.Headers.Length; i++)
        {
            string name = _text.Headers[i];
            ColumnMeaning meaning = name == _profile.SegmentColumn || ProfiledCells.IsIgnored(_profile, name) ? ColumnMeaning.PassedOver : _profile.Names.Of(name);
            if (meaning.Fault is { } fault)
                _faults.Add(1, i, name, fault);
            else if (!_meanings.TryAdd(name, meaning) && (meaning != ColumnMeaning.PassedOver || name == _profile.SegmentColumn))
                _faults.Add(1, i, name, "is given twice; expected one column of this name.");
            else if (name == _profile.SegmentColumn)
                _segmentColumn = i;
        }

        if (_text.Headers.Length > 0 && !_meanings.Values.Any(meaning => meaning.Feature is not null))
            _faults.Add(1, -1, "", $"has no column of a feature of {_profile.Name}.");
    }

    private FeatureRow ReadRow(CsvLine line)
    {
        string? segment = _segmentColumn < 0 ? null : line.Fields[_segmentColumn].Trim();
        if (segment is "")
            _faults.Add(line.Line, _segmentColumn, _profile.SegmentColumn!, "is empty; expected a Segment Number or a Segment Label.");
        var cells = new List<KeyValuePair<string, string>>();
        for (int i = 0; i < line.Fields.Length; i++)
        {
            if (_meanings.TryGetValue(_text.Headers[i], out ColumnMeaning? meaning) && (meaning.IsParameter || meaning.Feature is not null))
                cells.Add(new(_text.Headers[i], line.Fields[i].Trim()));
        }

        return new ProfiledCells(_profile, _meanings).ToRow(cells, segment, (name, fault) => _faults.Add(line.Line, Array.IndexOf(_text.Headers, name), name, fault));
    }
}
