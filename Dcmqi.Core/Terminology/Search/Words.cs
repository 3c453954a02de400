using System.Globalization;
using System.Text;

namespace Dcmqi.Terminology;

/// <summary>Text as words that can be compared: lower case, singular, American, ordinals as numbers, sides apart.</summary>
internal static class Words
{
    /// <summary>Splits a name or question.</summary>
    /// <param name="text">Text such as <c>Left-Cerebral-White-Matter</c> or <c>vertebrae_L4</c>.</param>
    /// <param name="side">The side that it speaks of.</param>
    /// <returns>The words without those for sides and without articles, each once.</returns>
    public static List<string> Of(string text, out Side side)
    {
        side = Side.None;
        var words = new List<string>(4);
        for (int start = 0; start < text.Length;)
        {
            if (text[start] == '*')
                Add(words, "star");
            if (!char.IsLetterOrDigit(text[start]))
            {
                start++;
                continue;
            }

            int end = start + 1;
            while (end < text.Length && char.IsLetterOrDigit(text[end]) && !(char.IsUpper(text[end]) && char.IsLower(text[end - 1])))
                end++;
            string word = Plain(text[start..end]);
            start = end;
            Side itsSide = Laterality.Of(word);
            if (itsSide != Side.None)
                side = side.And(itsSide);
            else if (word is not ("of" or "the" or "and" or "or" or "in" or "to" or "on" or "for" or "with" or "structure" or "entire"))
                Add(words, Normal(word));
        }

        return words;
    }

    private static void Add(List<string> words, string word)
    {
        if (!words.Contains(word))
            words.Add(word);
    }

    private static string Plain(string word)
    {
        if (!Ascii.IsValid(word))
            word = string.Concat(word.Normalize(NormalizationForm.FormD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));
        return word.ToLowerInvariant();
    }

    private static string Normal(string word)
    {
        if (Known(word) is { } known)
            return known;
        if (char.IsAsciiDigit(word[0]))
            return word.Length > 2 && char.IsAsciiDigit(word[^3]) && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        if (word.StartsWith("th", StringComparison.Ordinal) && word.Length is 3 or 4 && word.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0)
            return string.Concat("t", word.AsSpan(2));
        return Singular(American(word));
    }

    // What is not made by a rule: numbers, Latin plurals, abbreviations that stand for one word.
    private static string? Known(string word) => word switch
    {
        "first" => "1",
        "second" or "ii" => "2",
        "third" or "iii" => "3",
        "fourth" or "iv" => "4",
        "fifth" => "5",
        "sixth" or "vi" => "6",
        "seventh" or "vii" => "7",
        "eighth" or "viii" => "8",
        "ninth" or "ix" => "9",
        "tenth" => "10",
        "eleventh" or "xi" => "11",
        "twelfth" or "xii" => "12",
        "bronchi" => "bronchus",
        "nuclei" => "nucleus",
        "hippocampi" => "hippocampus",
        "thalami" => "thalamus",
        "menisci" => "meniscus",
        "thrombi" => "thrombus",
        "emboli" => "embolus",
        "calyces" or "calices" => "calyx",
        "phalanges" => "phalanx",
        "teeth" => "tooth",
        "feet" => "foot",
        "ganglia" => "ganglion",
        "testes" => "testis",
        "metastases" or "mets" => "metastasis",
        "ovaries" => "ovary",
        "disk" or "disks" => "disc",
        "grey" => "gray",
        "art" => "artery",
        "glnd" or "gl" => "gland",
        "inf" => "inferior",
        "sup" => "superior",
        "ant" => "anterior",
        "post" => "posterior",
        "lat" => "lateral",
        "asc" => "ascending",
        "desc" => "descending",
        "abd" => "abdominal",
        "vert" => "vertebra",
        "vent" => "ventricle",
        "musc" => "muscle",
        "lig" => "ligament",
        "tumour" or "tumours" or "tumors" or "tu" => "tumor",
        "lesions" => "lesion",
        _ => null,
    };

    // Oesophagus, haemorrhage, oedema, fibre, colour: on both sides of a comparison, so that a word that loses a letter too many does no harm.
    private static string American(string word)
    {
        const int ShortestChanged = 5;
        if (word.Length < ShortestChanged)
            return word;
        if (word.Contains("ae", StringComparison.Ordinal) || word.Contains("oe", StringComparison.Ordinal))
            word = word.EndsWith("ae", StringComparison.Ordinal) ? word[..^1] : word.Replace("ae", "e", StringComparison.Ordinal).Replace("oe", "e", StringComparison.Ordinal);
        if (word.EndsWith("tre", StringComparison.Ordinal) || word.EndsWith("bre", StringComparison.Ordinal))
            word = word[..^2] + "er";
        return word.EndsWith("our", StringComparison.Ordinal) ? word[..^2] + "r" : word;
    }

    private static string Singular(string word)
    {
        const int ShortestPlural = 4;
        if (word.Length < ShortestPlural || word[^1] != 's' || word[^2] is 's' or 'u' or 'i')
            return word;
        return word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
            : word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("sses", StringComparison.Ordinal) ? word[..^2] : word[..^1];
    }
}
