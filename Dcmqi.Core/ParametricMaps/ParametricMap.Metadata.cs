using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

public sealed partial class ParametricMap
{
    /// <summary>Returns what the object says of itself and of one of its volumes, with dcmqi's keys.</summary>
    /// <param name="volumeIndex">The volume, as its index in <see cref="Volumes"/>, from 0. Default: the first.</param>
    /// <param name="values">The values it is used with.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such volume.</exception>
    public ParametricMapMetadata GetMetadata(int volumeIndex = 0, ParametricMapValues values = ParametricMapValues.RealWorld)
    {
        int[] frames = FramesOf(volumeIndex);
        RealWorldValueMapping mapping = Volumes[volumeIndex].Mapping;
        (CodedConcept? derivation, string? description) = Derivation(frames);
        (CodedConcept? region, FrameLaterality? laterality) = Anatomy(frames[0]);
        string[] imageType = DataSet.GetStrings(Tags.ImageType);
        bool isStored = values == ParametricMapValues.Stored;
        return new ParametricMapMetadata
        {
            SeriesDescription = DataSet.GetText(Tags.SeriesDescription),
            SeriesNumber = DataSet.GetString(Tags.SeriesNumber),
            InstanceNumber = DataSet.GetString(Tags.InstanceNumber),
            BodyPartExamined = DataSet.GetText(Tags.BodyPartExamined),
            Quantity = mapping.Quantity,
            Unit = mapping.Unit,
            MeasurementMethod = mapping.MeasurementMethod,
            ModelFittingMethod = mapping.ModelFittingMethod,
            Derivation = derivation,
            DerivationDescription = description,
            SourceImageDiffusionBValues = mapping.SourceImageDiffusionBValues,
            AnatomicRegion = region,
            FrameLaterality = laterality,
            RealWorldValueSlope = isStored ? mapping.Slope : 1,
            RealWorldValueIntercept = isStored && mapping.Intercept is not 0 ? mapping.Intercept : null,
            DerivedPixelContrast = imageType.Length > 3 && imageType[3] is not (ParametricMapOptions.DefaultPixelContrast or "NONE" or "") ? imageType[3] : null,
        };
    }

    // Frames without a source image have no Derivation Image, so that the first frame that has one speaks for the volume.
    private (CodedConcept? Code, string? Description) Derivation(int[] frames)
    {
        foreach (int frame in frames)
        {
            if (FunctionalGroups.Find(_frames.GroupsOf(frame), _frames.Shared, Tags.DerivationImageSequence) is { } item)
                return (CodeItem.ReadAll(item, Tags.DerivationCodeSequence).FirstOrDefault(), item.GetText(Tags.DerivationDescription));
        }

        return (null, null);
    }

    private (CodedConcept? Region, FrameLaterality? Laterality) Anatomy(int frame)
    {
        if (FunctionalGroups.Find(_frames.GroupsOf(frame), _frames.Shared, Tags.FrameAnatomySequence) is not { } item)
            return (null, null);
        FrameLaterality? laterality = item.GetString(Tags.FrameLaterality) switch
        {
            "U" => FrameLaterality.Unpaired,
            "L" => FrameLaterality.Left,
            "R" => FrameLaterality.Right,
            "B" => FrameLaterality.Both,
            _ => null,
        };
        return (CodeItem.ReadAll(item, Tags.AnatomicRegionSequence).FirstOrDefault(), laterality);
    }
}
