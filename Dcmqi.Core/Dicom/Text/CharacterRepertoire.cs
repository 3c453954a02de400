using System.Globalization;
using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

/// <summary>One term of Specific Character Set (PS3.3 C.12.1.1.2): what its bytes mean, and the escapes that bring it into force.</summary>
internal sealed class CharacterRepertoire
{
    private CharacterRepertoire()
    {
    }

    /// <summary>The encoding of all bytes, for the sets that allow no escapes (UTF-8, GB18030, GBK).</summary>
    public TextEncoding? WholeEncoding { get; private init; }

    public bool IsUtf8 { get; private init; }

    /// <summary>JIS X 0201 in the lower half: yen sign and overline for backslash and tilde.</summary>
    public bool IsJapaneseRoman { get; private init; }

    /// <summary>What bytes from 0xA0 on mean once this is in force.</summary>
    public CodeElement? Upper { get; private init; }

    /// <summary>Finds a term; common misspellings of the prefix are understood.</summary>
    public static CharacterRepertoire Of(string term, Action<string> warn)
    {
        switch (term.ToUpperInvariant())
        {
            case "": return new CharacterRepertoire();
            case "GB18030": return new CharacterRepertoire { WholeEncoding = ReplacingEncodings.OfCodePage(54936) };
            case "GBK": return new CharacterRepertoire { WholeEncoding = ReplacingEncodings.OfCodePage(936) };
        }

        switch (NumberOf(term))
        {
            case 192: return new CharacterRepertoire { WholeEncoding = TextEncoding.UTF8, IsUtf8 = true };
            case 6 or 87 or 159: return new CharacterRepertoire();
            case 13: return new CharacterRepertoire { IsJapaneseRoman = true, Upper = CodeElement.Katakana };
            case 149: return new CharacterRepertoire { Upper = CodeElement.Korean };
            case 58: return new CharacterRepertoire { Upper = CodeElement.Chinese };
            case { } number when CodeElement.SingleByte(number) is { } upper: return new CharacterRepertoire { Upper = upper };
        }

        warn($"Specific Character Set (0008,0005) term '{term}' is not known; it is taken for ASCII.");
        return new CharacterRepertoire();
    }

    // ISO_IR 100, ISO 2022 IR 100, ISO-IR 100, ISO_IR_100, ISO_IR100.
    private static int? NumberOf(string term)
    {
        int end = term.Length;
        int start = end;
        while (start > 0 && char.IsAsciiDigit(term[start - 1]))
            start--;
        return term.StartsWith("ISO", StringComparison.OrdinalIgnoreCase) && start < end && start > 3
            && int.TryParse(term.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
