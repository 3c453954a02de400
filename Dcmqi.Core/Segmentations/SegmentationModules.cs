using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <summary>What a segmentation says of itself, whatever it is made of: the modules apart from pixels, segments and frames (PS3.3 A.51.3).</summary>
internal static class SegmentationModules
{
    /// <summary>Purpose of what segments are derived by.</summary>
    public static CodedConcept Derivation { get; } = new("113076", "DCM", "Segmentation");

    /// <summary>Sets the modules.</summary>
    /// <param name="source">The images that were segmented.</param>
    /// <param name="metadata">What is said of series and content.</param>
    /// <param name="authorship">Who made it.</param>
    /// <param name="warnings">Takes what was tolerated in the images.</param>
    /// <exception cref="ConversionException">Values to inherit are at fault and <see cref="SourceRepair.Reject"/> was asked for.</exception>
    public static DataSet Of(SourceImages source, SegmentationMetadata metadata, Authorship authorship, List<string> warnings)
    {
        var dataSet = new DataSet();
        new DerivedImage(source, authorship, warnings).SetModules(dataSet, "SEG", new SeriesDescription(
            authorship.SeriesNumberOr(metadata.SeriesNumber ?? "300"),
            metadata.SeriesDescription ?? "Segmentation",
            metadata.BodyPartExamined,
            metadata.ClinicalTrialTimePointId,
            metadata.ClinicalTrialSeriesId,
            metadata.ClinicalTrialCoordinatingCenterName));

        // PS3.3 C.8.20.2 with the Content Identification Macro (10.9).
        dataSet.Set(Tags.ImageType, "DERIVED", "PRIMARY");
        new ContentIdentification(
            authorship.InstanceNumberOr(metadata.InstanceNumber ?? "1"),
            metadata.ContentLabel ?? Segmentation.DefaultContentLabel,
            metadata.ContentDescription ?? Segmentation.DefaultContentDescription,
            authorship.ContentCreatorName ?? metadata.ContentCreatorName).SetOn(dataSet);
        InstanceReferences.Set(dataSet, source.Images);
        return dataSet;
    }
}
