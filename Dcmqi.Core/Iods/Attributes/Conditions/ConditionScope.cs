using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Where a conditional attribute stands.</summary>
/// <param name="Item">The data set or item that holds the attribute, or should.</param>
/// <param name="List">The attributes of the module or item.</param>
/// <param name="Root">The whole data set.</param>
internal readonly record struct ConditionScope(DataSet Item, AttributeList List, DataSet Root)
{
    public bool Has(Tag tag) => Item.HasValue(tag);

    public bool Is(Tag tag, string value) => Item.GetString(tag) == value;

    public bool RootIs(Tag tag, string value) => Root.GetString(tag) == value;
}
