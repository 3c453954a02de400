using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dcmqi.Iods;

internal static partial class ValueRules
{
    private const int NameGroupLimit = 64;
    private const int NameGroups = 3;
    private const int NameComponents = 5;

    private const string ApplicationEntityExpected = "a title of at most 16 ASCII characters without controls";
    private const string CodeExpected = "a code of at most 16 characters A-Z, 0-9, space and underscore";
    private const string UriExpected = "a URI (RFC 3986) without leading spaces";
    private const string NameExpected = "a name of at most 3 groups divided by '=', each of at most 64 characters in 5 components divided by '^'";

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _");

    private static ValueFault? CheckApplicationEntity(string value) =>
        IsApplicationEntity(value) ? null : Fault(ApplicationEntityExpected, WithoutControls(value, ""), IsApplicationEntity);

    private static ValueFault? CheckCode(string value) =>
        IsCode(value) ? null : Fault(CodeExpected, WithoutControls(value, "").ToUpperInvariant(), IsCode);

    private static ValueFault? CheckUri(string value) =>
        IsUri(value) ? null : Fault(UriExpected, WithoutControls(value, ""), IsUri);

    private static bool IsApplicationEntity(string value) => value.Length <= 16 && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.Contains('\\');

    private static bool IsCode(string value) => value.Length <= 16 && !value.AsSpan().ContainsAnyExcept(CodeCharacters);

    private static bool IsUri(string value) => !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static ValueFault? CheckLine(string value, int limit)
    {
        bool hasControls = HasControls(value, "");
        bool isLong = LengthOf(value) > limit;
        if (!hasControls && !isLong)
            return null;
        string expected = limit == int.MaxValue ? "text without control characters" : $"text of at most {limit} characters without controls";
        string repaired = hasControls ? WithoutControls(value, "") : value;
        bool isCut = LengthOf(repaired) > limit;
        return Fault(expected, isCut ? Cut(repaired, limit) : repaired, _ => true, isCut);
    }

    // PS3.5 6.2: these may hold the control characters that lay text out.
    private static ValueFault? CheckParagraphs(string value, int limit)
    {
        const string Layout = "\t\n\f\r";
        bool hasControls = HasControls(value, Layout);
        bool isLong = LengthOf(value) > limit;
        if (!hasControls && !isLong)
            return null;
        string expected = limit == int.MaxValue
            ? "text without control characters but TAB, LF, FF and CR"
            : $"text of at most {limit} characters without controls but TAB, LF, FF and CR";
        string repaired = hasControls ? WithoutControls(value, Layout) : value;
        bool isCut = LengthOf(repaired) > limit;
        return Fault(expected, isCut ? Cut(repaired, limit) : repaired, _ => true, isCut);
    }

    private static ValueFault? CheckPersonName(string value)
    {
        if (!HasControls(value, "") && IsName(value))
            return null;
        string[] groups = WithoutControls(value, "").Split('=');
        bool isCut = groups.Length > NameGroups;
        for (int i = 0; i < groups.Length; i++)
        {
            string[] components = groups[i].Split('^');
            if (components.Length > NameComponents)
                groups[i] = string.Join('^', components[..(NameComponents - 1)]) + "^" + string.Join(' ', components[(NameComponents - 1)..]).Trim();
            if (LengthOf(groups[i]) <= NameGroupLimit)
                continue;
            groups[i] = Cut(groups[i], NameGroupLimit);
            isCut = true;
        }

        return Fault(NameExpected, string.Join('=', groups[..Math.Min(groups.Length, NameGroups)]), IsName, isCut);
    }

    private static bool IsName(string value)
    {
        if (value.Length <= NameGroupLimit && value.AsSpan().Count('=') < NameGroups && value.AsSpan().Count('^') < NameComponents)
            return true;
        string[] groups = value.Split('=');
        return groups.Length <= NameGroups
            && Array.TrueForAll(groups, group => LengthOf(group) <= NameGroupLimit && group.AsSpan().Count('^') < NameComponents);
    }

    private static bool HasControls(string value, string allowed)
    {
        foreach (char character in value)
        {
            if (char.IsControl(character) && !allowed.Contains(character))
                return true;
        }

        return false;
    }

    // What divides words becomes a space, the rest goes.
    private static string WithoutControls(string value, string allowed)
    {
        StringBuilder text = new(value.Length);
        foreach (char character in value)
        {
            if (!char.IsControl(character) || allowed.Contains(character))
                text.Append(character);
            else if (character is '\t' or '\n' or '\v' or '\f' && (text.Length == 0 || text[^1] != ' '))
                text.Append(' ');
            else if (character is '\r' && (text.Length == 0 || text[^1] != ' '))
                text.Append(' ');
        }

        return text.ToString().Trim(' ');
    }

    // PS3.5 6.2 counts characters: a surrogate pair is one.
    private static int LengthOf(string value)
    {
        int count = value.Length;
        foreach (char character in value)
        {
            if (char.IsLowSurrogate(character))
                count--;
        }

        return count;
    }

    private static string Cut(string value, int limit)
    {
        StringBuilder text = new();
        int length = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(value);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            length += LengthOf(element);
            if (length > limit)
                break;
            text.Append(element);
        }

        return text.ToString().TrimEnd(' ');
    }
}
