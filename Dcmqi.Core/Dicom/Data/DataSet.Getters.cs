namespace Dcmqi.Dicom;

internal sealed partial class DataSet
{
    /// <summary>The first value of a text, padding trimmed; <see langword="null"/> when absent or empty.</summary>
    public string? GetString(Tag tag)
    {
        if (Find(tag) is not { } element)
            return null;
        string text = TextOf(element);
        if (!element.VR.IsSingleValuedText())
        {
            int end = text.IndexOf('\\', StringComparison.Ordinal);
            text = end < 0 ? text : text[..end];
        }

        text = Trim(text, element.VR);
        return text.Length == 0 ? null : text;
    }

    /// <summary>All values of a text, each trimmed; empty when absent or empty.</summary>
    public string[] GetStrings(Tag tag)
    {
        if (Find(tag) is not { IsEmpty: false } element)
            return [];
        string text = TextOf(element);
        if (element.VR.IsSingleValuedText())
            return [Trim(text, element.VR)];
        string[] values = Trim(text, element.VR).Split('\\');
        for (int i = 0; i < values.Length; i++)
            values[i] = Trim(values[i], element.VR);
        return values is [""] ? [] : values;
    }

    /// <summary>The whole undivided text, backslashes kept, trailing padding trimmed; <see langword="null"/> when absent or empty.</summary>
    public string? GetText(Tag tag)
    {
        if (Find(tag) is not { } element)
            return null;
        string text = Trim(TextOf(element), element.VR);
        return text.Length == 0 ? null : text;
    }

    /// <summary>The items of a sequence; empty when absent.</summary>
    /// <exception cref="DicomFormatException">The items are malformed.</exception>
    public IReadOnlyList<DataSet> GetItems(Tag tag) => Find(tag)?.Items ?? [];

    /// <summary>The first item of a sequence; <see langword="null"/> when there is none.</summary>
    /// <exception cref="DicomFormatException">The items are malformed.</exception>
    public DataSet? GetItem(Tag tag) => Find(tag)?.Items is [DataSet first, ..] ? first : null;

    /// <summary>The items of a sequence one by one, without keeping those that are only parsed for this; empty when absent.</summary>
    /// <exception cref="DicomFormatException">The items are malformed.</exception>
    public IEnumerable<DataSet> EnumerateItems(Tag tag) => Find(tag)?.EnumerateItems() ?? [];

    /// <summary>Decodes the text of an element of this data set.</summary>
    internal string TextOf(DataElement element)
    {
        ReadOnlySpan<byte> value = element.Value.Span;
        CharacterSet characterSet = element.IsUtf8 || !element.VR.UsesCharacterSet() ? CharacterSet.Utf8 : CharacterSet;
        return characterSet.Decode(value, element.VR);
    }

    // PS3.5 6.2: trailing spaces (NULs for UI, and from careless writers) are padding; leading ones only for some VRs.
    private static string Trim(string text, VR vr) =>
        vr.IgnoresLeadingSpaces() ? text.Trim(' ', '\0') : text.TrimEnd(' ', '\0');
}
