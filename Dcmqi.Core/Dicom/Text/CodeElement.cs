using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

/// <summary>A set of graphic characters that an escape brings into one half of the code table (PS3.5 6.1.2.5, ISO/IEC 2022).</summary>
/// <param name="codePage">The .NET code page that holds its characters.</param>
/// <param name="bytesPerCharacter">1 or 2.</param>
internal sealed class CodeElement(int codePage, int bytesPerCharacter)
{
    // Made when first used: few files need any of these tables.
    private readonly Lazy<TextEncoding> _encoding = new(() => ReplacingEncodings.OfCodePage(codePage));

    /// <summary>JIS X 0201 katakana (ISO-IR 13), in the upper half of Shift JIS.</summary>
    public static CodeElement Katakana { get; } = new(932, 1);

    /// <summary>JIS X 0208 (ISO-IR 87).</summary>
    public static CodeElement Kanji { get; } = new(20932, 2);

    /// <summary>JIS X 0212 (ISO-IR 159): code page 20932 tells it from JIS X 0208 by a second byte in the lower half.</summary>
    public static CodeElement SupplementaryKanji { get; } = new(20932, 2) { HasLowSecondByte = true };

    /// <summary>KS X 1001 (ISO-IR 149).</summary>
    public static CodeElement Korean { get; } = new(949, 2);

    /// <summary>GB 2312 (ISO-IR 58).</summary>
    public static CodeElement Chinese { get; } = new(936, 2);

    public int BytesPerCharacter { get; } = bytesPerCharacter;

    private bool HasLowSecondByte { get; init; }

    private static readonly (int Number, int CodePage, char Final)[] Parts =
    [
        (100, 28591, 'A'), (101, 28592, 'B'), (109, 28593, 'C'), (110, 28594, 'D'), (144, 28595, 'L'), (127, 28596, 'G'),
        (126, 28597, 'F'), (138, 28598, 'H'), (148, 28599, 'M'), (203, 28605, 'b'), (166, 874, 'T'),
    ];

    private static readonly CodeElement[] PartElements = Array.ConvertAll(Parts, part => new CodeElement(part.CodePage, 1));

    /// <summary>The upper half of a single-byte set by its ISO-IR number.</summary>
    public static CodeElement? SingleByte(int number)
    {
        int index = Array.FindIndex(Parts, part => part.Number == number);
        return index < 0 ? null : PartElements[index];
    }

    /// <summary>The upper half of a single-byte set by the last byte of its escape <c>ESC - F</c>.</summary>
    public static CodeElement? SingleByteOfFinal(byte final)
    {
        int index = Array.FindIndex(Parts, part => part.Final == final);
        return index < 0 ? null : PartElements[index];
    }

    /// <summary>Decodes characters of this set, whichever half they were written in.</summary>
    /// <param name="bytes">Whole characters.</param>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        byte[] upper = bytes.ToArray();
        for (int i = 0; i < upper.Length; i++)
            upper[i] = HasLowSecondByte && i % 2 == 1 ? (byte)(upper[i] & 0x7F) : (byte)(upper[i] | 0x80);
        return _encoding.Value.GetString(upper);
    }
}
