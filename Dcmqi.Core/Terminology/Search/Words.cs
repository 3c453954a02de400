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
    private static ReadOnlySpan<byte> KnownWords =>
        "abd\tabdominal\n"u8 +
        "ant\tanterior\n"u8 +
        "art\tartery\n"u8 +
        "asc\tascending\n"u8 +
        "bronchi\tbronchus\n"u8 +
        "calices\tcalyx\n"u8 +
        "calyces\tcalyx\n"u8 +
        "desc\tdescending\n"u8 +
        "disk\tdisc\n"u8 +
        "disks\tdisc\n"u8 +
        "eighth\t8\n"u8 +
        "eleventh\t11\n"u8 +
        "emboli\tembolus\n"u8 +
        "feet\tfoot\n"u8 +
        "fifth\t5\n"u8 +
        "first\t1\n"u8 +
        "fourth\t4\n"u8 +
        "ganglia\tganglion\n"u8 +
        "gl\tgland\n"u8 +
        "glnd\tgland\n"u8 +
        "grey\tgray\n"u8 +
        "hippocampi\thippocampus\n"u8 +
        "ii\t2\n"u8 +
        "iii\t3\n"u8 +
        "inf\tinferior\n"u8 +
        "iv\t4\n"u8 +
        "ix\t9\n"u8 +
        "lat\tlateral\n"u8 +
        "lesions\tlesion\n"u8 +
        "lig\tligament\n"u8 +
        "menisci\tmeniscus\n"u8 +
        "metastases\tmetastasis\n"u8 +
        "mets\tmetastasis\n"u8 +
        "musc\tmuscle\n"u8 +
        "ninth\t9\n"u8 +
        "nuclei\tnucleus\n"u8 +
        "ovaries\tovary\n"u8 +
        "phalanges\tphalanx\n"u8 +
        "post\tposterior\n"u8 +
        "second\t2\n"u8 +
        "seventh\t7\n"u8 +
        "sixth\t6\n"u8 +
        "sup\tsuperior\n"u8 +
        "teeth\ttooth\n"u8 +
        "tenth\t10\n"u8 +
        "testes\ttestis\n"u8 +
        "thalami\tthalamus\n"u8 +
        "third\t3\n"u8 +
        "thrombi\tthrombus\n"u8 +
        "tu\ttumor\n"u8 +
        "tumors\ttumor\n"u8 +
        "tumour\ttumor\n"u8 +
        "tumours\ttumor\n"u8 +
        "twelfth\t12\n"u8 +
        "vent\tventricle\n"u8 +
        "vert\tvertebra\n"u8 +
        "vi\t6\n"u8 +
        "vii\t7\n"u8 +
        "viii\t8\n"u8 +
        "xi\t11\n"u8 +
        "xii\t12\n"u8;

    private static string? Known(string word) => SortedRows.Find(KnownWords, word) is { IsEmpty: false } known ? Encoding.ASCII.GetString(known) : null;

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
