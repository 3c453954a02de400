using System.Globalization;
using System.Text;
using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>Values as the cells of a table hold them, and back. Nothing depends on the culture.</summary>
/// <remarks>
/// A code is <c>value|scheme|meaning</c>, with <c>|version</c> where it has one; a unit of UCUM may be its code alone. Several values stand
/// beside each other with a semicolon between them. A backslash before a character takes its meaning from it.
/// </remarks>
internal static class CellText
{
    private const string Ucum = "UCUM";

    // No unit of UCUM.
    private const string UnknownUnit = "?";

    private static readonly Dictionary<string, CodedConcept> KnownUnits = typeof(Codes.Ucum).GetProperties()
        .Select(property => (CodedConcept)property.GetValue(null)!)
        .GroupBy(unit => unit.Value, StringComparer.Ordinal)
        .ToDictionary(units => units.Key, units => units.First(), StringComparer.Ordinal);

    public static string Of(CodedConcept? code) => code is null ? ""
        : string.Join('|', new[] { code.Value, code.Scheme, code.Meaning, code.SchemeVersion }.OfType<string>().Select(part => Escape(part, "|;=")));

    /// <exception cref="FormatException">The text is not a code.</exception>
    public static CodedConcept Code(string text)
    {
        List<string> parts = [.. Split(text, '|').Select(part => Unescape(part).Trim())];
        if (parts.Count is < 3 or > 4 || parts.Take(3).Any(part => part.Length == 0))
            throw new FormatException("expected a code as value|scheme|meaning, such as 10200004|SCT|Liver");
        string? fault = Fault(TextRule.CodeValue, parts[0]) ?? Fault(TextRule.ShortString, parts[1]) ?? Fault(TextRule.LongString, parts[2])
            ?? (parts.Count == 4 ? Fault(TextRule.ShortString, parts[3]) : null);
        return fault is null ? new CodedConcept(parts[0], parts[1], parts[2], parts.Count == 4 ? parts[3] : null)
            : throw new FormatException($"as a code it {fault}");
    }

    /// <summary>A unit: the code alone where it is of UCUM and its meaning the usual one.</summary>
    public static string OfUnit(CodedConcept? unit) =>
        unit is { Scheme: Ucum, SchemeVersion: null } && unit.Meaning == UcumUnit(unit.Value).Meaning ? Escape(unit.Value, "|;=") : Of(unit);

    /// <exception cref="FormatException">The text is neither a unit of UCUM nor a code.</exception>
    public static CodedConcept Unit(string text)
    {
        if (Split(text, '|').Count > 1)
            return Code(text);
        string value = Unescape(text).Trim();
        return value.Length == 0 || value.Contains(' ') || Fault(TextRule.ShortString, value) is not null
            ? throw new FormatException("expected a unit of UCUM, such as mm3 (1 for a bare number), or a code as value|scheme|meaning")
            : UcumUnit(value);
    }

    /// <summary>The unit of a number, which a report of another writer may leave out: a question mark.</summary>
    public static string OfAnyUnit(CodedConcept? unit) => unit is null ? UnknownUnit : OfUnit(unit);

    /// <exception cref="FormatException">The text is neither a unit nor a question mark.</exception>
    public static CodedConcept? AnyUnit(string text) => text.Trim() == UnknownUnit ? null : Unit(text);

    public static string OfTexts(IEnumerable<string> texts) => string.Join("; ", texts.Select(text => Escape(text.Trim(), ";")).Where(text => text.Length > 0));

    /// <exception cref="FormatException">A text breaks the rule.</exception>
    public static IReadOnlyList<string> Texts(string text, TextRule rule) =>
        [.. Split(text, ';').Select(part => Unescape(part).Trim()).Where(part => part.Length > 0).Select(part => Text(part, rule))];

    public static string Of(IEnumerable<NumericProperty> parameters) => string.Join("; ", parameters.Select(Of));

    /// <exception cref="FormatException">The text is not a list of numbers with names and units.</exception>
    public static IReadOnlyList<NumericProperty> Parameters(string text) =>
        [.. Split(text, ';').Where(part => !string.IsNullOrWhiteSpace(part)).Select(Parameter)];

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not a list of whole numbers from 1.</exception>
    public static IReadOnlyList<int> WholeNumbers(string text)
    {
        var numbers = new List<int>();
        foreach (string part in text.Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
                throw new FormatException("expected whole numbers from 1, with spaces between them");
            numbers.Add(number);
        }

        return numbers;
    }

    public static string Of(IEnumerable<MeasurementModifier> modifiers) =>
        string.Join("; ", modifiers.Select(modifier => $"{Of(modifier.Name)}={Of(modifier.Value)}"));

    /// <exception cref="FormatException">The text is not a list of pairs of codes.</exception>
    public static IReadOnlyList<MeasurementModifier> Modifiers(string text)
    {
        var modifiers = new List<MeasurementModifier>();
        foreach (string part in Split(text, ';').Where(part => !string.IsNullOrWhiteSpace(part)))
        {
            List<string> pair = Split(part, '=');
            if (pair.Count != 2)
                throw new FormatException("expected modifiers as name=value, each a code as value|scheme|meaning, with semicolons between them");
            modifiers.Add(new MeasurementModifier(Code(pair[0]), Code(pair[1])));
        }

        return modifiers;
    }

    /// <exception cref="FormatException">The text breaks the rule.</exception>
    public static string Text(string text, TextRule rule) => Fault(rule, text) is { } fault ? throw new FormatException(fault) : text;

    private static string Of(NumericProperty parameter)
    {
        string number = parameter.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
        return $"{Of(parameter.Name)}={number}={OfAnyUnit(parameter.Unit)}{(parameter.Qualifier is null ? "" : $"={Of(parameter.Qualifier)}")}";
    }

    private static NumericProperty Parameter(string text)
    {
        List<string> parts = Split(text, '=');
        double number = 0;
        if (parts.Count is < 3 or > 4 || (parts[1].Trim().Length > 0 && !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out number)) || !double.IsFinite(number))
            throw new FormatException("expected parameters as name=number=unit, the name a code as value|scheme|meaning, with semicolons between them");
        return new NumericProperty { Name = Code(parts[0]), Value = parts[1].Trim().Length > 0 ? number : null, Unit = AnyUnit(parts[2]), Qualifier = parts.Count == 4 ? Code(parts[3]) : null };
    }

    private static string? Fault(TextRule rule, string text) => rule.Fault(text, out _);

    private static CodedConcept UcumUnit(string value) => KnownUnits.TryGetValue(value, out CodedConcept? known) ? known : new CodedConcept(value, Ucum, value);

    private static string Escape(string text, string special)
    {
        if (text.AsSpan().IndexOfAny(special + "\\") < 0)
            return text;
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            if (c == '\\' || special.Contains(c))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    // The parts are still escaped.
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == separator)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
