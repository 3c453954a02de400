using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The Multi-frame Dimension Module (PS3.3 C.7.6.17): what orders the frames.</summary>
internal static class DimensionIndex
{
    /// <param name="dataSet">Takes the module.</param>
    /// <param name="organizationUid">Names this organization; one for all dimensions.</param>
    /// <param name="dimensions">Each attribute that is a dimension, and the functional group it stands in.</param>
    public static void Set(DataSet dataSet, string organizationUid, params (Tag Attribute, Tag FunctionalGroup)[] dimensions)
    {
        var organization = new DataSet();
        organization.Set(Tags.DimensionOrganizationUID, organizationUid);
        dataSet.SetItems(Tags.DimensionOrganizationSequence, organization);

        var items = new DataSet[dimensions.Length];
        for (int index = 0; index < items.Length; index++)
        {
            (Tag attribute, Tag functionalGroup) = dimensions[index];
            var item = new DataSet();
            item.Set(Tags.DimensionOrganizationUID, organizationUid);
            item.SetTags(Tags.DimensionIndexPointer, attribute);
            item.SetTags(Tags.FunctionalGroupPointer, functionalGroup);
            item.Set(Tags.DimensionDescriptionLabel, DicomDictionary.NameOf(attribute));
            items[index] = item;
        }

        dataSet.SetItems(Tags.DimensionIndexSequence, items);
    }
}
