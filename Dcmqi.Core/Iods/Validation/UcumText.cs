namespace Dcmqi.Iods;

/// <summary>The grammar of units of UCUM (case sensitive), as far as it tells units from what is none: atoms in square brackets are taken as they are.</summary>
internal static class UcumText
{
    private const int MostNested = 20;

    private static readonly HashSet<string> Metric = Set(
        "m g s rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L ar t bar u eV pc cal dyn erg P G Oe Gb St Mx sb Lmb ph Ci R RAD REM B Np bit By Bd kat U eq osm st tex");

    private static readonly HashSet<string> Other = Set("10* 10^ % gon deg ' '' min h d a a_t a_j a_g wk mo mo_s mo_j mo_g AU gf lbf_av b Ky att circ sph cal_IT cal_th cal_m g% bit_s");

    private static readonly string[] Prefixes = ["da", "Ki", "Mi", "Gi", "Ti", "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "d", "c", "m", "u", "n", "p", "f", "a", "z", "y"];

    /// <summary>Whether a text is a unit.</summary>
    public static bool IsUnit(string text)
    {
        int at = 0;
        return text.Length is > 0 and <= 200 && Term(text, ref at, 0) && at == text.Length;
    }

    private static bool Term(string text, ref int at, int depth)
    {
        if (depth > MostNested)
            return false;
        if (at < text.Length && text[at] == '/')
            at++;
        while (true)
        {
            if (!Component(text, ref at, depth))
                return false;
            if (at >= text.Length || text[at] is not ('.' or '/'))
                return true;
            at++;
        }
    }

    private static bool Component(string text, ref int at, int depth)
    {
        if (at >= text.Length)
            return false;
        if (text[at] == '(')
        {
            at++;
            return Term(text, ref at, depth + 1) && at < text.Length && text[at++] == ')';
        }

        int start = at;
        while (at < text.Length && text[at] is not ('.' or '/' or '(' or ')' or '{'))
        {
            // What stands in brackets may hold any of these.
            int end = text[at] == '[' ? text.IndexOf(']', at) : at;
            if (end < 0)
                return false;
            at = end + 1;
        }

        bool isUnit = at == start || Simple(text[start..at]);
        if (!isUnit || at >= text.Length || text[at] != '{')
            return isUnit && at > start;
        at = text.IndexOf('}', at) + 1;
        return at > 0;
    }

    private static bool Simple(string text)
    {
        if (text.All(char.IsAsciiDigit) || IsAtom(text))
            return true;
        string atom = text.TrimEnd("0123456789".ToCharArray()).TrimEnd('+', '-');
        return atom.Length < text.Length && IsAtom(atom);
    }

    private static bool IsAtom(string text)
    {
        int bracket = text.IndexOf('[');
        if (bracket >= 0 && text[^1] is ']')
            return bracket == 0 || bracket == text.Length || IsPrefixed(text[..bracket]);
        return Other.Contains(text) || Metric.Contains(text) || Array.Exists(Prefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal) && Metric.Contains(text[prefix.Length..]));
    }

    // m[H2O], [in_i'H2O], k[iU], B[SPL].
    private static bool IsPrefixed(string text) => Array.IndexOf(Prefixes, text) >= 0 || Metric.Contains(text) || Array.Exists(Prefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal) && Metric.Contains(text[prefix.Length..]));

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
