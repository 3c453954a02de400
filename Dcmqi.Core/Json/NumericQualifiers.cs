namespace Dcmqi.Json;

/// <summary>The reasons why there is no number that numbers themselves can tell: NaN and the infinities (PS3.16 CID 42).</summary>
internal static class NumericQualifiers
{
    private static readonly (CodedConcept Qualifier, string Word)[] Words =
    [
        (new("114000", "DCM", "Not a number"), "nan"),
        (new("114001", "DCM", "Negative Infinity"), "-inf"),
        (new("114002", "DCM", "Positive Infinity"), "inf"),
    ];

    /// <summary>The qualifier that a word stands for, letter case and a plus sign aside; <see langword="null"/> for any other text.</summary>
    public static CodedConcept? OfWord(string text)
    {
        string word = text.Trim(' ').TrimStart('+').ToLowerInvariant().Replace("infinity", "inf", StringComparison.Ordinal);
        return word == "-nan" ? Words[0].Qualifier : Array.Find(Words, pair => pair.Word == word).Qualifier;
    }

    /// <summary>The qualifier that a number which is not finite stands for; <see langword="null"/> for a finite one.</summary>
    public static CodedConcept? OfNumber(double number) =>
        double.IsNaN(number) ? Words[0].Qualifier : double.IsNegativeInfinity(number) ? Words[1].Qualifier : double.IsPositiveInfinity(number) ? Words[2].Qualifier : null;

    /// <summary>The word for a qualifier, or <see langword="null"/>.</summary>
    public static string? WordOf(CodedConcept? qualifier) => qualifier is null ? null : Array.Find(Words, pair => pair.Qualifier == qualifier).Word;

    /// <summary>A number and its qualifier as text: what is written where a measured value belongs, and the qualifier that has to be told beside it.</summary>
    public static (string? Text, CodedConcept? Qualifier) ToText(double? number, CodedConcept? qualifier)
    {
        if (number is { } value && double.IsFinite(value))
            return (DecimalText.Format(value), qualifier);
        CodedConcept? own = number is null ? null : OfNumber(number.Value);
        if (own is not null && (qualifier is null || qualifier == own))
            return (WordOf(own), null);
        return own is null && WordOf(qualifier) is { } word ? (word, null) : (own is null ? null : WordOf(own), qualifier);
    }

    /// <summary>The number and the qualifier of a text that has been checked.</summary>
    public static (double? Number, CodedConcept? Qualifier) OfText(string? text, CodedConcept? qualifier)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, qualifier);
        return OfWord(text) is { } own ? (null, qualifier ?? own) : (DecimalText.Parse(text), qualifier);
    }
}
