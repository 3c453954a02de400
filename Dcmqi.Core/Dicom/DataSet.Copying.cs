using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

internal sealed partial class DataSet
{
    /// <summary>Copies one element of another data set; nothing happens where it has none. Text becomes UTF-8, numbers stay as they are written, sequences are copied deep.</summary>
    public void CopyFrom(DataSet source, Tag tag)
    {
        if (source.Find(tag) is { } element)
            Put(Copy(source, element));
    }

    /// <summary>A deep copy with all text in UTF-8; bulk values are shared.</summary>
    public DataSet Clone()
    {
        DataSet copy = new() { _elements = new DataElement[_count], _count = _count };
        for (int i = 0; i < _count; i++)
            copy._elements[i] = Copy(this, _elements[i]);
        return copy;
    }

    private static DataElement Copy(DataSet source, DataElement element)
    {
        if (element.IsSequence)
            return new DataElement(element.Tag, Array.ConvertAll(element.ItemArray, item => item.Clone()));
        if (!source.NeedsRecoding(element))
            return element;
        return new DataElement(element.Tag, element.VR, source.RecodedValue(element), null, isUtf8: true);
    }

    // Only bytes beyond ASCII, and escapes, mean different things in different character sets.
    private bool NeedsRecoding(DataElement element) =>
        element.VR.UsesCharacterSet() && !element.IsUtf8;

    private byte[] RecodedValue(DataElement element) => TextEncoding.UTF8.GetBytes(TextOf(element));
}
