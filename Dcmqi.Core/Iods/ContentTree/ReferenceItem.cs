using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>A relationship by reference: it points at an item that stands elsewhere in the tree (PS3.3 C.17.3.2.5).</summary>
internal sealed class ReferenceItem : ContentItem
{
    public override ContentValueType ValueType => ContentValueType.Reference;

    /// <summary>The item; <see langword="null"/> where the identifier that was read leads nowhere.</summary>
    public ContentItem? Target { get; set; }

    /// <summary>Referenced Content Item Identifier (0040,DB73): 1 for the root, then the place among the children on each level.</summary>
    public IReadOnlyList<int> Identifier { get; set; } = [];

    public override void WriteValue(DataSet dataSet) => dataSet.Set(Tags.ReferencedContentItemIdentifier, [.. Identifier]);

    public override string ValueText() => Target is null ? "nothing" : $"{Target}";

    public override string ToString() => $"reference to {Target?.ToString() ?? string.Join('.', Identifier)}";
}
