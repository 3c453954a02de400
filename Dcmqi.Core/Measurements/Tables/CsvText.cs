using System.Globalization;
using System.Text;
using CsvHelper;

namespace Dcmqi.Measurements;

/// <summary>A CSV file (RFC 4180) as a header and records that know their lines.</summary>
/// <remarks>UTF-8, or UTF-16 with a byte order mark. Fields are separated by commas, or by semicolons or tabs, as some spreadsheets write them: what the header has most of.</remarks>
internal sealed class CsvText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvText(string[] headers, List<CsvLine> lines) => (Headers, Lines) = (headers, lines);

    public string[] Headers { get; }

    public List<CsvLine> Lines { get; }

    /// <summary>Reads all records; those that have more or fewer fields than the header are told and left out.</summary>
    public static CsvText Read(ReadOnlyMemory<byte> bytes, TableFaults faults)
    {
        if (Decode(bytes) is not { } text)
        {
            faults.Add(1, -1, "", "is not Unicode text; expected UTF-8 (a file in another encoding has to be converted).");
            return new CsvText([], []);
        }

        using CsvReader reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            DetectSeparatorHint = false,
            HasHeader = false,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            OnMalformedRecord = record => faults.Add((int)record.LineNumber, -1, "", MessageOf(record.Reason)),
        });
        if (!reader.Read())
        {
            faults.Add(1, -1, "", "is missing; expected a header with the names of the columns.");
            return new CsvText([], []);
        }

        string[] headers = [.. FieldsOf(reader).Select(name => name.Trim())];
        var lines = new List<CsvLine>();
        while (reader.Read())
        {
            string[] fields = Array.ConvertAll(FieldsOf(reader), FormulaText.Plain);
            if (fields.Length != headers.Length)
                faults.Add((int)reader.LineNumber, -1, "", string.Create(CultureInfo.InvariantCulture, $"has {fields.Length} fields; the header has {headers.Length}. A field that holds a comma is put in quotes."));
            else if (Array.Exists(fields, field => field.Length > 0))
                lines.Add(new CsvLine((int)reader.LineNumber, fields));
        }

        return new CsvText(headers, lines);
    }

    /// <summary>Writes a header and records: commas, CR LF, quotes where they are needed.</summary>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(IEnumerable<string[]> records)
    {
        using var bytes = new MemoryStream();
        using (CsvWriter writer = CsvWriter.Create(bytes, CsvWriterOptions.Default, leaveOpen: true))
        {
            foreach (string[] record in records)
                writer.WriteRecord(record);
        }

        return bytes.ToArray();
    }

    private static string[] FieldsOf(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = reader.GetString(i);
        return fields;
    }

    private static string? Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), StrictUtf8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Codes hold '|', which is therefore no separator here; names of columns hold none of these.
    private static char SeparatorOf(string text)
    {
        ReadOnlySpan<char> header = text.AsSpan();
        int end = header.IndexOfAny('\r', '\n');
        header = end < 0 ? header : header[..end];
        char separator = ',';
        foreach (char other in ";\t")
        {
            if (header.Count(other) > header.Count(separator))
                separator = other;
        }

        return separator;
    }

    private static string MessageOf(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "has a quote that is never closed.",
        CsvMalformedReason.StrayQuote => "has a quote within a field that is not quoted; quote the field and double the quote.",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote; within quotes a quote is doubled.",
        _ => $"is malformed ({reason}).",
    };
}
