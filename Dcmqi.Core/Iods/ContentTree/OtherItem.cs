using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>An item whose value is kept as it is, not understood: TCOORD, and types that PS3.3 had or will have.</summary>
internal sealed class OtherItem(ContentValueType valueType, string term, DataSet source) : ContentItem
{
    public override ContentValueType ValueType { get; } = valueType;

    /// <summary>Value Type (0040,A040) as it was read.</summary>
    public string Term { get; } = term;

    public override void WriteValue(DataSet dataSet)
    {
        foreach (DataElement element in source)
        {
            if (element.Tag != Tags.ContentSequence && element.Tag != Tags.RelationshipType && element.Tag != Tags.ConceptNameCodeSequence)
                dataSet.CopyFrom(source, element.Tag);
        }
    }

    public override string ValueText() => "";

    public override string ToString() => Term + (Name is null ? "" : $" {Name}");
}
