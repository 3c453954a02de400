using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Dcmqi.Cli.Batch;

/// <summary>A manifest as rows of cells: CSV with a header, or JSON lines (an object in each line), told apart by how the file begins.</summary>
/// <remarks>UTF-8, or UTF-16 with a byte order mark. Fields of CSV are separated by commas, semicolons or tabs: what the header has most of. Empty lines are passed over.</remarks>
internal static class ManifestFile
{
    /// <summary>What separates several values of one cell, beside a comma.</summary>
    public const char ListSeparator = ';';

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all rows; what cannot be read is added to the faults and left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="columns">The columns that are there, as they are written.</param>
    public static List<ManifestRow> Read(string path, ManifestFaults faults, out IReadOnlyCollection<string> columns)
    {
        string text;
        try
        {
            using var reader = new StreamReader(path, StrictUtf8, detectEncodingFromByteOrderMarks: true);
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            text = "\0";
        }

        columns = [];
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add("is not UTF-8, nor UTF-16 with a byte order mark; save it as UTF-8.");
            return [];
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add("is empty; expected a header with the names of the columns, or JSON lines.");
            return [];
        }

        return text.TrimStart()[0] == '{' ? ReadJson(text, faults, out columns) : ReadCsv(text, faults, out columns);
    }

    private static List<ManifestRow> ReadCsv(string text, ManifestFaults faults, out IReadOnlyCollection<string> columns)
    {
        using CsvReader reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            DetectSeparatorHint = false,
            HasHeader = false,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            OnMalformedRecord = record => faults.Add((int)record.LineNumber, $"a quote is out of place ({record.Reason}); a field with separators or quotes stands in quotes, and quotes within it are doubled."),
        });
        var rows = new List<ManifestRow>();
        string[]? header = null;
        while (reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetString(index).Trim())];
            if (Array.TrueForAll(fields, field => field.Length == 0))
                continue;
            if (header is null)
            {
                header = fields;
                CheckHeader(header, faults);
            }
            else if (fields.Length != header.Length)
            {
                faults.Add((int)reader.LineNumber, $"{Counted.Of(fields.Length, "field")} where the header has {header.Length}.");
            }
            else
            {
                rows.Add(new ManifestRow((int)reader.LineNumber, Cells(header.Zip(fields))));
            }
        }

        columns = header ?? [];
        return rows;
    }

    private static void CheckHeader(string[] header, ManifestFaults faults)
    {
        foreach (IGrouping<string, string> same in header.GroupBy(ColumnName.Normal).Where(group => group.Count() > 1 || group.Key.Length == 0))
            faults.Add(same.Key.Length == 0 ? "a column has no name." : $"several columns are called '{same.First()}'.");
    }

    private static List<ManifestRow> ReadJson(string text, ManifestFaults faults, out IReadOnlyCollection<string> columns)
    {
        var rows = new List<ManifestRow>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        int line = 0;
        foreach (string each in text.Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(each))
                continue;
            try
            {
                using JsonDocument document = JsonDocument.Parse(each);
                (string, string)[] cells = document.RootElement.ValueKind == JsonValueKind.Object
                    ? [.. document.RootElement.EnumerateObject().Select(property => (property.Name, TextOf(property)))]
                    : throw new FormatException("a JSON object was expected.");
                if (cells.Select(cell => ColumnName.Normal(cell.Item1)).Distinct().Count() < cells.Length)
                    throw new FormatException("two of its keys are one column.");
                names.UnionWith(cells.Select(cell => cell.Item1));
                rows.Add(new ManifestRow(line, Cells(cells)));
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException)
            {
                faults.Add(line, wrong is JsonException ? $"is no JSON: {wrong.Message}" : wrong.Message);
            }
        }

        columns = names;
        return rows;
    }

    private static string TextOf(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
        JsonValueKind.Null => "",
        JsonValueKind.Array when property.Value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number) =>
            string.Join(ListSeparator, property.Value.EnumerateArray().Select(item => item.ToString())),
        _ => throw new FormatException($"'{property.Name}' is no text, number, true, false or list of texts."),
    };

    private static Dictionary<string, string> Cells(IEnumerable<(string Name, string Text)> cells)
    {
        var filled = new Dictionary<string, string>();
        foreach ((string name, string text) in cells)
        {
            if (text.Length > 0)
                filled[ColumnName.Normal(name)] = text;
        }

        return filled;
    }

    private static char SeparatorOf(string text)
    {
        string header = text.Split('\n').First(line => !string.IsNullOrWhiteSpace(line));
        return Separators.MaxBy(separator => header.Count(letter => letter == separator));
    }
}
