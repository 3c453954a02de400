using System.Globalization;

namespace Dcmqi.Json;

/// <summary>What a text may hold: the schema's length and the rules of its value representation (PS3.5 6.2).</summary>
internal sealed class TextRule
{
    private readonly string _name;
    private readonly int _schemaLimit;
    private readonly Func<string, string?> _check;

    private TextRule(string name, int schemaLimit, Func<string, string?> check)
    {
        _name = name;
        _schemaLimit = schemaLimit;
        _check = check;
    }

    /// <summary>Any text that no attribute takes: file names and the schema's address.</summary>
    public static TextRule Any { get; } = new("text", int.MaxValue, _ => null);

    /// <summary>LO.</summary>
    public static TextRule LongString { get; } = new("LO", 64, OneLine);

    /// <summary>A Code Value: longer than 16 characters it is written as Long Code Value, so SH does not limit it (PS3.3 8.1).</summary>
    public static TextRule CodeValue { get; } = new("UC", 64, OneLine);

    /// <summary>SH. dcmqi's schema allows 64 characters; DICOM holds 16.</summary>
    public static TextRule ShortString { get; } = new("SH", 64, text => TooLong(text, 16, "SH") ?? OneLine(text));

    /// <summary>ST.</summary>
    public static TextRule ShortText { get; } = new("ST", int.MaxValue, text => TooLong(text, 1024, "ST") ?? Lines(text));

    /// <summary>LT.</summary>
    public static TextRule LongText { get; } = new("LT", int.MaxValue, text => TooLong(text, 10240, "LT") ?? Lines(text));

    /// <summary>UT.</summary>
    public static TextRule UnlimitedText { get; } = new("UT", int.MaxValue, Lines);

    /// <summary>CS. dcmqi takes small letters too; they are made capital.</summary>
    public static TextRule CodeString { get; } = new("CS", 16, text =>
        Offending(text.ToUpperInvariant(), c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or ' ' or '_') is { } c
            ? $"holds {c}; CS takes A-Z, 0-9, space and underscore" : null);

    /// <summary>IS.</summary>
    public static TextRule IntegerString { get; } = new("IS", 12, text =>
        text.Length == 0 || int.TryParse(text.AsSpan().Trim(' '), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null
            : string.Create(CultureInfo.InvariantCulture, $"is '{LocatedNode.Shorten(text)}'; expected a whole number from {int.MinValue} to {int.MaxValue} (IS)"));

    /// <summary>A decimal number as text, 16 characters in dcmqi's schema. Numbers end as FD or DS; the writer of a DS rounds.</summary>
    public static TextRule DecimalString { get; } = new("DS", 32, text => text.Length == 0 || DecimalText.IsNumber(text) ? null
        : $"is '{LocatedNode.Shorten(text)}'; expected a decimal number (DS)");

    /// <summary>A measured value: a decimal number as text, or nan, inf, -inf where there is none.</summary>
    public static TextRule MeasuredValue { get; } = new("DS", 32, text => text.Length == 0 || DecimalText.IsNumber(text) || NumericQualifiers.OfWord(text) is not null ? null
        : $"is '{LocatedNode.Shorten(text)}'; expected a decimal number (DS), or nan, inf or -inf where there is none");

    /// <summary>A moment as ISO 8601 writes it, with its offset from UTC or without.</summary>
    public static TextRule Moment { get; } = new("ISO 8601", 64, text => text.Length == 0 || MomentText.Parse(text) is not null ? null
        : $"is '{LocatedNode.Shorten(text)}'; expected date and time, and the offset where it is known, as in 2026-11-22T09:30:00+01:00 (ISO 8601)");

    /// <summary>Frame Laterality, whose values PS3.3 C.7.6.16.2.8 enumerates.</summary>
    public static TextRule Laterality { get; } = new("CS", 16, text => text is "" or "R" or "L" or "U" or "B" ? null
        : $"is '{LocatedNode.Shorten(text)}'; expected one of R, L, U, B");

    /// <summary>UI.</summary>
    public static TextRule UniqueIdentifier { get; } = new("UI", int.MaxValue, text =>
        text.Length == 0 || IsUid(text) ? null
            : $"is '{LocatedNode.Shorten(text)}'; expected a UID: numbers without leading zeros, joined by dots, at most 64 characters (PS3.5 9.1)");

    /// <summary>PN: up to three groups joined by '=', each of at most five components joined by '^' and 64 characters.</summary>
    public static TextRule PersonName { get; } = new("PN", 64, PersonNameFault);

    /// <summary>The most characters that a schema allows, or null.</summary>
    public int? SchemaLimit => _schemaLimit == int.MaxValue ? null : _schemaLimit;

    /// <summary>What was expected, for a message about a value of another kind.</summary>
    public string Expectation => _schemaLimit == int.MaxValue ? "a text" : $"a text of at most {_schemaLimit} characters ({_name})";

    /// <summary>What is wrong with a text, or <see langword="null"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="beyondSchema">True where a JSON schema does not see the fault.</param>
    public string? Fault(string text, out bool beyondSchema)
    {
        beyondSchema = text.Length <= _schemaLimit;
        return beyondSchema ? _check(text) : TooLong(text, _schemaLimit, _name);
    }

    private static string? TooLong(string text, int limit, string name) =>
        text.Length <= limit ? null : $"is '{LocatedNode.Shorten(text)}' of {text.Length} characters; at most {limit} are allowed ({name})";

    // PS3.5 6.2: control characters are excluded, and a backslash would divide the value.
    private static string? OneLine(string text) =>
        Offending(text, c => !char.IsControl(c) && c != '\\') is { } c ? $"holds {c}; expected neither control characters nor backslash" : null;

    private static string? Lines(string text) =>
        Offending(text, c => !char.IsControl(c) || c is '\t' or '\n' or '\f' or '\r') is { } c
            ? $"holds {c}; of control characters only tab, line feed, form feed and carriage return are allowed" : null;

    private static string? PersonNameFault(string text)
    {
        string[] groups = text.Split('=');
        if (groups.Length > 3)
            return $"has {groups.Length} groups joined by '='; PN takes 3";
        foreach (string group in groups)
        {
            int components = group.Split('^').Length;
            if (components > 5)
                return $"has '{LocatedNode.Shorten(group)}' with {Counted.Of(components, "component")} joined by '^'; PN takes 5";
        }

        return OneLine(text);
    }

    private static bool IsUid(string text)
    {
        if (text.Length > 64)
            return false;
        foreach (string component in text.Split('.'))
        {
            if (component.Length == 0 || (component.Length > 1 && component[0] == '0') || component.AsSpan().ContainsAnyExceptInRange('0', '9'))
                return false;
        }

        return true;
    }

    private static string? Offending(string text, Func<char, bool> allowed)
    {
        foreach (char c in text)
        {
            if (!allowed(c))
                return char.IsControl(c) ? $"the control character U+{(int)c:X4}" : $"'{c}'";
        }

        return null;
    }
}
