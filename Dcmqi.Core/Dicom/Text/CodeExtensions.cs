using System.Text;

namespace Dcmqi.Dicom;

/// <summary>Text whose escapes switch between character sets (PS3.5 6.1.2.4 and 6.1.2.5).</summary>
/// <param name="repertoires">The terms of Specific Character Set in order; the first is in force at the start and after each delimiter.</param>
internal sealed class CodeExtensions(CharacterRepertoire[] repertoires)
{
    private const byte Escape = 0x1B;

    // Writers that forget the escape for the upper half after a delimiter mean the one set that they declared.
    private readonly CodeElement? _declaredUpper = Array.Find(repertoires, repertoire => repertoire.Upper is not null)?.Upper;

    /// <summary>At the start the lower half is JIS X 0201.</summary>
    public bool IsJapaneseRoman => repertoires[0].IsJapaneseRoman;

    public string Decode(ReadOnlySpan<byte> bytes, VR vr)
    {
        StringBuilder text = new(bytes.Length);
        State state = Start();
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == Escape)
                bytes = bytes[TakeEscape(bytes, ref state, text)..];
            else if (bytes[0] >= 0x80)
                bytes = bytes[TakeUpper(bytes, state.Upper, text)..];
            else if (state.Lower is { } lower && bytes[0] > 0x20 && bytes[0] < 0x7F)
                bytes = bytes[TakeCharacters(bytes, lower, text, inUpperHalf: false)..];
            else
            {
                TakeSingle(bytes[0], ref state, vr, text);
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    private State Start() => new() { IsRoman = IsJapaneseRoman, Upper = repertoires[0].Upper ?? _declaredUpper };

    private void TakeSingle(byte single, ref State state, VR vr, StringBuilder text)
    {
        char character = (char)single;
        if (state.IsRoman && single == 0x7E)
            character = '\u203E';
        else if (state.IsRoman && single == 0x5C && vr.IsSingleValuedText())
            character = '\u00A5';
        text.Append(character);
        if (IsDelimiter(single, vr))
            state = Start();
    }

    // PS3.5 6.1.2.5.3: control characters, the delimiter of values and those of Person Names.
    private static bool IsDelimiter(byte single, VR vr) => single switch
    {
        0x09 or 0x0A or 0x0C or 0x0D => true,
        (byte)'\\' => !vr.IsSingleValuedText(),
        (byte)'^' or (byte)'=' => vr == VR.PN,
        _ => false,
    };

    private static int TakeUpper(ReadOnlySpan<byte> bytes, CodeElement? upper, StringBuilder text)
    {
        if (upper is not null)
            return TakeCharacters(bytes, upper, text, inUpperHalf: true);
        text.Append('\uFFFD');
        return 1;
    }

    // As many characters as stand in the same half.
    private static int TakeCharacters(ReadOnlySpan<byte> bytes, CodeElement element, StringBuilder text, bool inUpperHalf)
    {
        int count = 0;
        while (count < bytes.Length && bytes[count] >= 0x80 == inUpperHalf && (inUpperHalf || (bytes[count] > 0x20 && bytes[count] < 0x7F)))
            count++;
        int whole = count - (count % element.BytesPerCharacter);
        if (whole == 0)
        {
            text.Append('\uFFFD');
            return count;
        }

        text.Append(element.Decode(bytes[..whole]));
        return whole;
    }

    // PS3.3 tables C.12-3 and C.12-4. An escape that is none of these is kept as one replacement character.
    private static int TakeEscape(ReadOnlySpan<byte> bytes, ref State state, StringBuilder text)
    {
        switch (bytes[1..])
        {
            case [(byte)'(', (byte)'B', ..]: (state.Lower, state.IsRoman) = (null, false); return 3;
            case [(byte)'(', (byte)'J', ..]: (state.Lower, state.IsRoman) = (null, true); return 3;
            case [(byte)')', (byte)'I', ..]: state.Upper = CodeElement.Katakana; return 3;
            case [(byte)'$', (byte)'B' or (byte)'@', ..]: state.Lower = CodeElement.Kanji; return 3;
            case [(byte)'$', (byte)'(', (byte)'D', ..]: state.Lower = CodeElement.SupplementaryKanji; return 4;
            case [(byte)'$', (byte)')', (byte)'C', ..]: state.Upper = CodeElement.Korean; return 4;
            case [(byte)'$', (byte)')', (byte)'A', ..]: state.Upper = CodeElement.Chinese; return 4;
            case [(byte)'-', byte final, ..] when CodeElement.SingleByteOfFinal(final) is { } upper: state.Upper = upper; return 3;
        }

        text.Append('\uFFFD');
        return 1;
    }

    private struct State
    {
        /// <summary>What the lower half means; <see langword="null"/> for ASCII and JIS X 0201.</summary>
        public CodeElement? Lower;

        public bool IsRoman;

        public CodeElement? Upper;
    }
}
