using System.Text.Json;
using Dcmqi.Measurements;
using Dcmqi.Terminology;

namespace Dcmqi.RtStructures;

/// <summary>Reads what names of regions stand for, from CSV or JSON.</summary>
/// <param name="fileName">What messages call it; <see langword="null"/> for text.</param>
internal sealed class RoiMappingReader(string? fileName)
{
    private const string Name = "name", Term = "term", Category = "category", Type = "type";

    private const string Expected = "expected term (words or a code), or category and type as value|scheme|meaning";

    private const int MostSuggestions = 3;

    private static readonly string[] Keys = [Name, Term, Category, Type, "modifier", "region", "regionModifier"];

    private readonly List<KeyValuePair<string, SegmentTerm>> _terms = [];
    private readonly TableFaults _faults = new();
    private readonly List<MetadataViolation> _ofJson = [];

    public List<KeyValuePair<string, SegmentTerm>> Read(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> start = bytes.Span.TrimStart("\uFEFF \t\r\n"u8);
        if (!start.IsEmpty && start[0] == '{')
            ReadJson(bytes[(bytes.Length - start.Length)..]);
        else
            ReadCsv(bytes);
        _faults.Throw(fileName);
        if (_ofJson.Count > 0)
            throw new MetadataException(_ofJson, fileName);
        return _terms;
    }

    private void ReadCsv(ReadOnlyMemory<byte> bytes)
    {
        CsvText csv = CsvText.Read(bytes, _faults);
        int[] columns = Array.ConvertAll(Keys, key => Array.FindIndex(csv.Headers, header => header.Equals(key, StringComparison.OrdinalIgnoreCase)));
        for (int index = 0; index < csv.Headers.Length; index++)
        {
            if (Array.IndexOf(columns, index) < 0)
                _faults.Add(1, index, csv.Headers[index], $"is not known; expected {string.Join(", ", Keys)}.");
        }

        if (columns[0] < 0 || (columns[1] < 0 && columns[3] < 0))
            _faults.Add(1, -1, "", $"has no column {(columns[0] < 0 ? Name : Term)}; {Expected}, for each {Name}.");
        if (_faults.Count > 0)
            return;
        foreach (CsvLine line in csv.Lines)
            Add(line.Fields[columns[0]], key => columns[Array.IndexOf(Keys, key)] is >= 0 and var column ? line.Fields[column] : "", message => _faults.Add(line.Line, -1, "", message));
    }

    private void ReadJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                Add(property);
        }
        catch (JsonException fault)
        {
            throw new MetadataException([new MetadataViolation { Pointer = "", Line = (int)(fault.LineNumber ?? 0) + 1, Message = $"is no JSON: {fault.Message}" }], fileName, fault);
        }
        catch (InvalidOperationException fault)
        {
            // Half of a surrogate pair, written as an escape, is JSON and yet no text.
            throw new MetadataException([new MetadataViolation { Pointer = "", Line = 0, Message = $"holds text that is not Unicode: {fault.Message}" }], fileName, fault);
        }
    }

    private void Add(JsonProperty property)
    {
        void Tell(string message) => _ofJson.Add(new MetadataViolation { Pointer = "/" + property.Name, Line = 0, Message = message });
        if (property.Value.ValueKind == JsonValueKind.String)
        {
            Add(property.Name, key => key == Term ? property.Value.GetString()! : "", Tell);
            return;
        }

        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            Tell($"has a value that is neither text nor an object; {Expected}.");
            return;
        }

        foreach (JsonProperty part in property.Value.EnumerateObject())
        {
            if (Array.IndexOf(Keys, part.Name, 1) < 0 || part.Value.ValueKind != JsonValueKind.String)
                Tell($"has '{part.Name}'; expected {string.Join(", ", Keys[1..])}, each with text.");
        }

        Add(property.Name, key => property.Value.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "", Tell);
    }

    private void Add(string name, Func<string, string> cell, Action<string> tell)
    {
        if (string.IsNullOrWhiteSpace(name))
            tell($"has no {Name}.");
        else if (_terms.Exists(term => term.Key.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)))
            tell($"has the name '{name}' again; each is said once.");
        else if (TermOf(cell, tell) is { } term)
            _terms.Add(new(name.Trim(), term));
    }

    private static SegmentTerm? TermOf(Func<string, string> cell, Action<string> tell)
    {
        string words = cell(Term).Trim();
        bool hasCodes = Array.Exists(Keys[2..], key => cell(key).Trim().Length > 0);
        if (words.Length > 0 && !hasCodes)
            return Found(words, tell);
        CodedConcept? category = Code(Category), type = Code(Type), modifier = Code(Keys[4]), region = Code(Keys[5]), regionModifier = Code(Keys[6]);
        if (words.Length == 0 && category is not null && type is not null)
            return new SegmentTerm { Category = category, Type = type, TypeModifier = modifier, AnatomicRegion = region, AnatomicRegionModifier = regionModifier };
        if (words.Length > 0 || category is null != type is null || !hasCodes)
            tell($"says {(words.Length > 0 ? "both a term and codes" : "too little")}; {Expected}.");
        return null;

        CodedConcept? Code(string key)
        {
            string text = cell(key).Trim();
            try
            {
                return text.Length == 0 ? null : CellText.Code(text);
            }
            catch (FormatException fault)
            {
                tell($"has '{text}' as {key}; {fault.Message}.");
                return null;
            }
        }
    }

    // What is near in writing may be far in meaning: nothing is guessed here.
    private static SegmentTerm? Found(string words, Action<string> tell)
    {
        if (words.AsSpan().ContainsAnyInRange('0', '9') && Terms.Search(words, 1) is [SegmentTerm coded])
            return coded;
        if (NearestTerm.Of(words, out bool isItsName) is var named && isItsName)
            return named;
        IReadOnlyList<SegmentTerm> near = Terms.Search(words, MostSuggestions);
        tell($"has the term '{words}', which is not known{(near.Count == 0 ? "" : $"; is {string.Join(" or ", near.Select(term => $"'{term.Name}'"))} meant?")}{(near.Count == 0 ? "; use" : " Use")} other words, or give category and type.");
        return null;
    }
}
