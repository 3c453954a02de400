namespace Dcmqi.Dicom;

internal sealed partial class DataSet
{
    private uint _parentTag;
    private int _itemNumber;

    /// <summary>The data set whose sequence holds this one as an item; <see langword="null"/> at the top.</summary>
    internal DataSet? Parent { get; private set; }

    /// <summary>Names an attribute as messages do: path through the sequences, name, tag.</summary>
    /// <returns>Such as <c>Per-Frame Functional Groups Sequence (5200,9230) item 3, Frame Content Sequence (0020,9111)</c>.</returns>
    public string Describe(Tag tag) => Parent is null ? tag.Describe() : $"{DescribeSelf()}, {tag.Describe()}";

    /// <summary>Path of tags to an attribute: <c>(5200,9230)[3]/(0020,9111)</c>.</summary>
    public string PathOf(Tag tag) => Parent is null ? tag.ToString() : $"{Parent.PathOf(_parentTag)}[{_itemNumber}]/{tag}";

    /// <summary>Names this item: <c>Per-Frame Functional Groups Sequence (5200,9230) item 3</c>.</summary>
    internal string DescribeSelf() => Parent is null ? "The Data Set" : $"{Parent.Describe(_parentTag)} item {_itemNumber}";

    internal void SetPlace(DataSet parent, uint tag, int itemNumber)
    {
        Parent = parent;
        _parentTag = tag;
        _itemNumber = itemNumber;
    }

    /// <summary>Takes over elements that are sorted already.</summary>
    internal void Adopt(DataElement[] elements)
    {
        _elements = elements;
        _count = elements.Length;
    }

    internal void UseCharacterSet(CharacterSet characterSet) => _characterSet = characterSet;
}
