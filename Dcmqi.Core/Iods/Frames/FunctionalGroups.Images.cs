using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <content>What images of values have beyond planes: how values are shown, what part of the body they show, how they were derived.</content>
internal static partial class FunctionalGroups
{
    /// <summary>Identity Pixel Value Transformation, PS3.3 C.7.6.16.2.9b: what stored values mean is said by the Real World Value Mapping alone.</summary>
    public static void SetIdentityPixelValueTransformation(DataSet group) =>
        Set(group, Tags.PixelValueTransformationSequence, item =>
        {
            item.Set(Tags.RescaleIntercept, 0.0);
            item.Set(Tags.RescaleSlope, 1.0);
            item.Set(Tags.RescaleType, "US");
        });

    /// <summary>Frame VOI LUT With LUT, PS3.3 C.7.6.16.2.10b: a window from the least stored value to the greatest.</summary>
    public static void SetWindow(DataSet group, double least, double greatest) =>
        Set(group, Tags.FrameVOILUTSequence, item =>
        {
            double width = greatest - least;
            item.Set(Tags.WindowCenter, (least / 2) + (greatest / 2));
            item.Set(Tags.WindowWidth, width > 0 && double.IsFinite(width) ? width : 1.0);

            // PS3.3 C.11.2.1.3.2: the width of LINEAR is at least 1, that of LINEAR_EXACT only above 0.
            item.Set(Tags.VOILUTFunction, "LINEAR_EXACT");
        });

    /// <summary>Frame Anatomy, PS3.3 C.7.6.16.2.8.</summary>
    public static void SetFrameAnatomy(DataSet group, CodedConcept region, string laterality) =>
        Set(group, Tags.FrameAnatomySequence, item =>
        {
            item.Set(Tags.FrameLaterality, laterality);
            item.SetItems(Tags.AnatomicRegionSequence, CodeItem.Of(region));
        });

    /// <summary>Parametric Map Frame Type, PS3.3 C.8.32.3.1.</summary>
    public static void SetParametricMapFrameType(DataSet group, string[] frameType) =>
        Set(group, Tags.ParametricMapFrameTypeSequence, item => item.Set(Tags.FrameType, frameType));

    /// <summary>Says how frames were derived from the images that their Derivation Image Sequence names; nothing where it names none.</summary>
    public static void DescribeDerivation(DataSet group, CodedConcept derivation, string? description)
    {
        if (group.GetItem(Tags.DerivationImageSequence) is not { } item)
            return;

        // Frames of one plane share their items; each quantity has its own.
        var described = new DataSet();
        foreach (DataElement element in item.Elements)
            described.Put(element);
        if (description is not null)
            described.Set(Tags.DerivationDescription, description);
        described.SetItems(Tags.DerivationCodeSequence, CodeItem.Of(derivation));
        group.SetItems(Tags.DerivationImageSequence, described);
    }
}
