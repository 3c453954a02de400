using System.Collections;

namespace Dcmqi.Dicom;

/// <summary>Data Elements in ascending order of their tags (PS3.5 section 7). Reading is safe from several threads, changing is not.</summary>
internal sealed partial class DataSet : IEnumerable<DataElement>
{
    private DataElement[] _elements = [];
    private int _count;
    private CharacterSet? _characterSet;

    public DataSet()
        : this(CharacterSet.Utf8)
    {
    }

    /// <summary>Creates a data set that is being read.</summary>
    /// <param name="characterSet">What its text is coded in; <see langword="null"/> for an item, which inherits (PS3.3 C.12.1.1.2).</param>
    internal DataSet(CharacterSet? characterSet) => _characterSet = characterSet;

    /// <summary>What the text of elements that were read is coded in; text that was set is UTF-8.</summary>
    internal CharacterSet CharacterSet => _characterSet ?? Parent?.CharacterSet ?? CharacterSet.Ascii;

    public int Count => _count;

    public bool Contains(Tag tag) => IndexOf(tag) >= 0;

    /// <summary>Present and not empty.</summary>
    public bool HasValue(Tag tag) => Find(tag) is { IsEmpty: false };

    public DataElement? Find(Tag tag)
    {
        int index = IndexOf(tag);
        return index >= 0 ? _elements[index] : null;
    }

    public bool Remove(Tag tag)
    {
        int index = IndexOf(tag);
        if (index < 0)
            return false;
        _count--;
        Array.Copy(_elements, index + 1, _elements, index, _count - index);
        _elements[_count] = null!;
        return true;
    }

    /// <summary>Puts an element in its place, over an older one of the same tag.</summary>
    internal void Put(DataElement element)
    {
        // Elements mostly come in ascending order: the end is looked at first.
        int index = _count == 0 || _elements[_count - 1].Tag < element.Tag ? ~_count : IndexOf(element.Tag);
        if (index >= 0)
        {
            _elements[index] = element;
            return;
        }

        index = ~index;
        if (_count == _elements.Length)
            Array.Resize(ref _elements, Math.Max(4, _count * 2));
        Array.Copy(_elements, index, _elements, index + 1, _count - index);
        _elements[index] = element;
        _count++;
    }

    public IEnumerator<DataElement> GetEnumerator()
    {
        for (int i = 0; i < _count; i++)
            yield return _elements[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"DataSet: {_count} elements";

    internal ReadOnlySpan<DataElement> Elements => _elements.AsSpan(0, _count);

    private int IndexOf(Tag tag)
    {
        int low = 0;
        int high = _count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            uint found = _elements[middle].Tag.Value;
            if (found == tag.Value)
                return middle;
            if (found < tag.Value)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
