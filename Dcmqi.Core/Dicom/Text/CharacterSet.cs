using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

/// <summary>Turns the bytes of text values into characters by Specific Character Set (0008,0005) (PS3.5 6.1).</summary>
internal sealed class CharacterSet
{
    private const byte Escape = 0x1B;

    // One encoding for all bytes; null where escapes switch between several.
    private readonly TextEncoding? _encoding;
    private readonly CodeExtensions? _extensions;

    private CharacterSet(string name, TextEncoding? encoding, CodeExtensions? extensions = null)
    {
        Name = name;
        _encoding = encoding;
        _extensions = extensions;
    }

    /// <summary>The default repertoire, ISO_IR 6: ASCII.</summary>
    public static CharacterSet Ascii { get; } = new("ISO_IR 6", TextEncoding.ASCII.WithReplacement());

    /// <summary>UTF-8, ISO_IR 192: what everything made here is held in.</summary>
    public static CharacterSet Utf8 { get; } = new("ISO_IR 192", TextEncoding.UTF8);

    /// <summary>The value of Specific Character Set (0008,0005) that this was made from.</summary>
    public string Name { get; }

    /// <summary>Says whether bytes that are ASCII mean ASCII: only JIS X 0201 has other characters there.</summary>
    public bool IsAsciiSuperset => _extensions is null || !_extensions.IsJapaneseRoman;

    /// <summary>Makes a character set of the value of Specific Character Set (0008,0005).</summary>
    /// <param name="value">The bytes of the value.</param>
    /// <param name="warn">Is told of terms that are not known; they are taken for ASCII.</param>
    public static CharacterSet Of(ReadOnlySpan<byte> value, Action<string> warn)
    {
        string name = TextEncoding.ASCII.GetString(value).Trim(' ', '\0');
        if (name.Length == 0)
            return Ascii;
        string[] terms = name.Split('\\', StringSplitOptions.TrimEntries);
        CharacterRepertoire first = CharacterRepertoire.Of(terms[0], warn);
        if (first.WholeEncoding is { } encoding)
        {
            if (terms.Length > 1)
                warn($"Specific Character Set (0008,0005) is '{name}': {terms[0]} allows no others beside it; they are ignored.");
            return first.IsUtf8 ? Utf8 : new CharacterSet(name, encoding);
        }

        if (terms.Length == 1 && first.Upper is null)
            return first.IsJapaneseRoman ? new CharacterSet(name, null, new CodeExtensions([first])) : Ascii;
        return new CharacterSet(name, null, new CodeExtensions(Array.ConvertAll(terms, term => CharacterRepertoire.Of(term, warn))));
    }

    /// <summary>Decodes the whole value of an element; what cannot be decoded becomes U+FFFD.</summary>
    /// <param name="bytes">The value, delimiters and padding included.</param>
    /// <param name="vr">Its VR: delimiters, at which the first character set is in force again, depend on it.</param>
    public string Decode(ReadOnlySpan<byte> bytes, VR vr)
    {
        if (_extensions is null)
            return _encoding!.GetString(bytes);
        return IsAsciiSuperset && MeansAscii(bytes) ? TextEncoding.ASCII.GetString(bytes) : _extensions.Decode(bytes, vr);
    }

    /// <summary>Says whether bytes are the same text in ASCII, and so in UTF-8.</summary>
    public static bool MeansAscii(ReadOnlySpan<byte> bytes) => System.Text.Ascii.IsValid(bytes) && !bytes.Contains(Escape);

    public override string ToString() => Name;
}
