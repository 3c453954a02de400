using System.Collections;

namespace Dcmqi.Dicom;

/// <summary>Items of a sequence that are made each time they are asked for, so that hundreds of thousands take no memory.</summary>
/// <param name="count">How many there are.</param>
/// <param name="make">Makes one, from 0; may be called from several threads at once and gives the same each time.</param>
internal sealed class GeneratedItems(int count, Func<int, DataSet> make) : IReadOnlyList<DataSet>
{
    public int Count => count;

    public DataSet this[int index] => make(index);

    public IEnumerator<DataSet> GetEnumerator()
    {
        for (int index = 0; index < count; index++)
            yield return make(index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
