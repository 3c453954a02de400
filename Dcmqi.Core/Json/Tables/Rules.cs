namespace Dcmqi.Json;

/// <summary>The rules that many keys follow.</summary>
internal static class Rules
{
    private const string OrListOfCodes = ", or a list of such objects";

    public static JsonRule<CodedConcept> Code { get; } = new CodeRule();

    /// <summary>One code, or several where DICOM takes several.</summary>
    public static JsonRule<IReadOnlyList<CodedConcept>> Codes { get; } = new OneOrListRule<CodedConcept>(Code, new ListRule<CodedConcept>(Code, Code.Expectation + OrListOfCodes, minimum: 1));

    /// <summary>A decimal number as text, as dcmqi writes it.</summary>
    public static JsonRule<double?> Decimal { get; } = new MappedRule<string, double?>(new TextValueRule(TextRule.DecimalString), text => DecimalText.Parse(text), number => DecimalText.Format(number!.Value));

    public static JsonRule<string> Uid { get; } = new TextValueRule(TextRule.UniqueIdentifier);

    /// <summary>A text, or none where it is empty.</summary>
    public static JsonRule<string> Text(TextRule rule) => new TextValueRule(rule);

    /// <summary>A text that is neither empty nor blank.</summary>
    public static JsonRule<string> GivenText(TextRule rule) => new TextValueRule(rule, mustBeGiven: true);

    /// <summary>A text, or none where it is empty; never a number.</summary>
    public static JsonRule<string> TextAlone(TextRule rule) => new TextValueRule(rule, orNumber: false);

    /// <summary>A list of texts; the items are texts alone and not empty.</summary>
    public static JsonRule<IReadOnlyList<string>> Texts(TextRule rule, int minimum) => new ListRule<string>(new TextValueRule(rule, isListed: true, orNumber: false), "a list of texts", minimum);

    public static JsonRule<IReadOnlyList<T>> List<T>(JsonRule<T> item, string expectation) => new ListRule<T>(item, expectation);

    /// <summary>A list of a fixed count of whole numbers.</summary>
    public static JsonRule<IReadOnlyList<int>> Integers(int count, int maximum) =>
        new ListRule<int>(new IntegerRule(0, maximum), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a list of {count} whole numbers from 0 to {maximum}"), count, count, inOneLine: true);
}
