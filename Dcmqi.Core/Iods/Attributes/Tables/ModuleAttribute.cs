using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>An attribute as a module of PS3.3 lists it.</summary>
internal sealed class ModuleAttribute
{
    private readonly int _itemList;

    /// <param name="tag">The attribute.</param>
    /// <param name="type">How much it is required.</param>
    /// <param name="multiplicity">How many values it may have.</param>
    /// <param name="itemList">The number of the list of attributes of its items; -1 where there is none.</param>
    public ModuleAttribute(Tag tag, AttributeType type, ValueMultiplicity multiplicity, int itemList)
    {
        (Tag, Type, Multiplicity, _itemList) = (tag, type, multiplicity, itemList);
        VR = DicomDictionary.VrOf(tag);
    }

    public Tag Tag { get; }

    /// <summary>The VR of PS3.6: US or OW where PS3.6 leaves a choice.</summary>
    public VR VR { get; }

    public AttributeType Type { get; }

    public ValueMultiplicity Multiplicity { get; }

    /// <summary>The attributes of the items of a sequence; <see langword="null"/> where PS3.3 leaves the items open, and for everything else.</summary>
    public AttributeList? Items => _itemList < 0 ? null : ModuleTable.ItemsOf(_itemList);

    public override string ToString() => $"{Tag.Describe()} {Type}";
}
