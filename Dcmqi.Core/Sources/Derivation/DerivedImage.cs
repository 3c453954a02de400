using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>The modules that every image derived from source images shares: patient, study, series, frame of reference, equipment and SOP Common (PS3.3 A.51.3, A.75.3).</summary>
internal sealed class DerivedImage(SourceImages source, Authorship authorship, List<string> warnings)
{
    private static readonly string[] InheritedModules =
        ["patient", "clinical-trial-subject", "general-study", "patient-study", "clinical-trial-study", "frame-of-reference", "specimen"];

    // What images have and objects without pixels do not.
    private static readonly Tag[] OfImages =
    [
        Tags.LossyImageCompression, Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod, Tags.ImageLaterality, Tags.PatientOrientation, Tags.BodyPartExamined,
    ];

    /// <summary>Removes what images have from an object without pixels, and gives it a frame of reference where the images have none.</summary>
    public static void SetWithoutPixels(DataSet dataSet, UidGenerator uids)
    {
        foreach (Tag tag in OfImages)
            dataSet.Remove(tag);
        if (dataSet.HasValue(Tags.FrameOfReferenceUID))
            return;
        dataSet.Set(Tags.FrameOfReferenceUID, uids.Next());
        dataSet.SetEmpty(Tags.PositionReferenceIndicator);
    }

    /// <exception cref="ConversionException">Values to inherit are at fault and <see cref="SourceRepair.Reject"/> was asked for.</exception>
    public void SetModules(DataSet dataSet, string modality, SeriesDescription series)
    {
        Inherit(dataSet);

        // The SOP Class follows from the content. PS3.3 C.7.6.16: date and time of the content are Type 1.
        authorship.SetOn(dataSet, source.Context);

        // PS3.3 C.7.3.1, General Series.
        dataSet.Set(Tags.Modality, modality);
        dataSet.Set(Tags.SeriesNumber, series.SeriesNumber);
        dataSet.Set(Tags.SeriesDescription, series.Description);

        // Where both name a body part, dcmqi takes the source's; so is it here.
        if (series.BodyPartExamined is { } given)
        {
            if (dataSet.GetString(Tags.BodyPartExamined) is not { } ofSource)
                dataSet.Set(Tags.BodyPartExamined, given);
            else if (ofSource != given)
                warnings.Add($"{Tags.BodyPartExamined.Describe()} is {given} in the metadata and {ofSource} in the images; that of the images was taken.");
        }

        SetClinicalTrial(dataSet, series);
        SetLossyCompression(dataSet);
    }

    // PS3.3 C.7.2.3 and C.7.3.2: a module that is written at all has its Type 2 attributes.
    private static void SetClinicalTrial(DataSet dataSet, SeriesDescription series)
    {
        if (series.ClinicalTrialTimePointId is not null)
            dataSet.Set(Tags.ClinicalTrialTimePointID, series.ClinicalTrialTimePointId);
        if (series.ClinicalTrialSeriesId is not null)
            dataSet.Set(Tags.ClinicalTrialSeriesID, series.ClinicalTrialSeriesId);
        if (series.ClinicalTrialCoordinatingCenterName is not null)
            dataSet.Set(Tags.ClinicalTrialCoordinatingCenterName, series.ClinicalTrialCoordinatingCenterName);
        else if (series.ClinicalTrialSeriesId is not null)
            dataSet.SetEmpty(Tags.ClinicalTrialCoordinatingCenterName);
    }

    // The first image speaks for all: patient, study and frame of reference are the same in a series, which loading has checked.
    private void Inherit(DataSet dataSet)
    {
        DataSet header = source.Context?.ToHeader(authorship.Uids) ?? source.Header;
        var faults = new FaultList(authorship.SourceRepair);
        faults.AddKnown(source.Faults);
        SourceAttributes.Check(source.Images, faults);

        // PS3.3 A.51.3: a Frame of Reference is for what has coordinates.
        IEnumerable<string> modules = source.HasPatientCoordinates || source.Images is [{ Slide: not null }, ..] ? InheritedModules : InheritedModules.Where(module => module != "frame-of-reference");
        InheritedAttributes.Copy(header, source.HeaderName, dataSet, modules, faults, authorship.Uids);
        var series = new InheritedAttributes(header, source.HeaderName, faults, authorship.Uids);
        series.CopyAttribute(dataSet, "general-series", Tags.BodyPartExamined);
        CopyLaterality(dataSet, header, series);

        // PS3.3 C.7.6.1: Type 2C, required where no plane says how the patient lies.
        if (!source.HasPatientCoordinates)
        {
            series.CopyAttribute(dataSet, "general-image", Tags.PatientOrientation);
            if (!dataSet.Contains(Tags.PatientOrientation))
                dataSet.SetEmpty(Tags.PatientOrientation);
        }

        faults.ThrowIfAny();
        warnings.AddRange(faults.Warnings);
    }

    // PS3.3 C.7.3.1: Laterality of the series is for paired body parts, and not beside that of the image, which may always be there.
    private static void CopyLaterality(DataSet dataSet, DataSet source, InheritedAttributes series)
    {
        if (source.GetString(Tags.ImageLaterality) is "R" or "L" or "U" or "B")
        {
            dataSet.CopyFrom(source, Tags.ImageLaterality);
            return;
        }

        if (!source.HasValue(Tags.Laterality))
            return;
        var ofSeries = new DataSet();
        series.CopyAttribute(ofSeries, "general-series", Tags.Laterality);
        if (ofSeries.GetString(Tags.Laterality) is { } side)
            dataSet.Set(Tags.ImageLaterality, side);
    }

    // PS3.3 C.7.6.1.1.5: once lossy, always lossy; what was derived from such an image says so too, with ratio and method where they are known.
    private void SetLossyCompression(DataSet dataSet)
    {
        SourceImage? lossy = source.Images.FirstOrDefault(image => image.Header.GetString(Tags.LossyImageCompression) == "01");
        dataSet.Set(Tags.LossyImageCompression, lossy is null ? "00" : "01");
        if (lossy is null)
            return;
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod])
        {
            if (lossy.Header.HasValue(tag))
                dataSet.CopyFrom(lossy.Header, tag);
            else
                warnings.Add($"{lossy.Name}: {Tags.LossyImageCompression.Describe()} is 01, but {tag.Describe()} is missing; it is left out here too.");
        }
    }
}
