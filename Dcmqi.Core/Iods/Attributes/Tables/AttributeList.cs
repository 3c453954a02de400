using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The attributes of a module, or of the items of one of its sequences, in ascending order of tags.</summary>
internal sealed class AttributeList(ModuleAttribute[] attributes)
{
    public ReadOnlySpan<ModuleAttribute> Attributes => attributes;

    /// <summary>The items are codes (PS3.3 8.8).</summary>
    public bool IsCode { get; } = attributes.Any(attribute => attribute.Tag == Tags.CodeValue)
        && attributes.Any(attribute => attribute is { Type: AttributeType.Type1 } && attribute.Tag == Tags.CodeMeaning);

    /// <summary>Looks an attribute up.</summary>
    /// <returns><see langword="null"/> where the list does not hold it.</returns>
    public ModuleAttribute? Find(Tag tag)
    {
        int low = 0;
        int high = attributes.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int order = attributes[middle].Tag.CompareTo(tag);
            if (order == 0)
                return attributes[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
