using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

internal sealed partial class DataSet
{
    /// <summary>Copies one element of another data set; nothing happens where it has none. Text becomes UTF-8, numbers stay as they are written, sequences are copied deep.</summary>
    public void CopyFrom(DataSet source, Tag tag)
    {
        if (source.Find(tag) is { } element)
            Put(CopyOf(source, element));
    }

    /// <summary>A deep copy with all text in UTF-8; bulk values are shared.</summary>
    public DataSet Clone()
    {
        DataSet copy = new() { _elements = new DataElement[_count], _count = _count };
        for (int i = 0; i < _count; i++)
            copy._elements[i] = copy.CopyOf(this, _elements[i]);
        return copy;
    }

    /// <summary>A data set of its own with the same elements; text stays in the character set it is in.</summary>
    public DataSet ShallowCopy() => new(CharacterSet) { _elements = _elements.AsSpan(0, _count).ToArray(), _count = _count };

    private DataElement CopyOf(DataSet source, DataElement element)
    {
        if (element.IsSequence)
        {
            DataSet[] items = [.. element.Items.Select(item => item.Clone())];
            for (int i = 0; i < items.Length; i++)
                items[i].SetPlace(this, element.Tag.Value, i + 1);
            return new DataElement(element.Tag, items);
        }

        if (!element.VR.UsesCharacterSet() || element.IsUtf8)
            return element;
        if (source.NeedsRecoding(element))
            return new DataElement(element.Tag, element.VR, source.RecodedValue(element), null, isUtf8: true);
        return new DataElement(element.Tag, element.VR, element.Bulk is null ? element.Value : default, element.Bulk, isUtf8: true);
    }

    /// <summary>Says whether the bytes of an element are text in another character set than UTF-8.</summary>
    internal bool NeedsRecoding(DataElement element) =>
        !element.IsUtf8 && !ReferenceEquals(CharacterSet, CharacterSet.Utf8) && element.VR.UsesCharacterSet()
        && !(CharacterSet.IsAsciiSuperset && CharacterSet.MeansAscii(element.Value.Span));

    /// <summary>The value with text in UTF-8.</summary>
    internal ReadOnlyMemory<byte> Utf8ValueOf(DataElement element) => NeedsRecoding(element) ? RecodedValue(element) : element.Value;

    private byte[] RecodedValue(DataElement element) => TextEncoding.UTF8.GetBytes(TextOf(element));
}
