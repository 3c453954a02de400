using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Measurements;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements;

public sealed class ImageLibraryTests
{
    [Test]
    public void Of_Pet_NamesTheRadiopharmaceutical()
    {
        DataSet header = Header("PT");
        var information = new DataSet();
        information.SetItems(Tags.RadionuclideCodeSequence, CodeItem.Of(new CodedConcept("77004003", "SCT", "^18^Fluorine")));
        information.SetItems(Tags.RadiopharmaceuticalCodeSequence, CodeItem.Of(new CodedConcept("35321007", "SCT", "Fluorodeoxyglucose F^18^")));
        information.Set(Tags.RadionuclideHalfLife, "6586.2");
        information.Set(Tags.RadionuclideTotalDose, "370000000");
        information.Set(Tags.RadiopharmaceuticalStartDateTime, "20260102030405");
        header.SetItems(Tags.RadiopharmaceuticalInformationSequence, information);
        Assert.That(
            Lines(header),
            Is.SupersetOf(new[]
            {
                "Modality: Positron emission tomography", "Radionuclide: ^18^Fluorine", "Radiopharmaceutical agent: Fluorodeoxyglucose F^18^",
                "Half-life of radiopharmaceutical: 6586.2 s", "Radionuclide Total Dose: 370000000 Bq", "Radiopharmaceutical Start Date Time: 20260102030405", "Slice Thickness: 3 mm",
            }));
    }

    [Test]
    public void Of_Mr_NamesThePulseSequence()
    {
        DataSet header = Header("MR");
        header.Set(Tags.SequenceName, "epi2d");
        Assert.That(Lines(header), Does.Contain("Pulse Sequence Name: epi2d").And.Contain("Image Position (Patient) Z: -7.5 mm"));
    }

    [Test]
    public void Of_Projection_HasViewAndNoPosition()
    {
        DataSet header = Header("MG");
        var view = CodeItem.Of(new CodedConcept("399162004", "SCT", "cranio-caudal"));
        view.SetItems(Tags.ViewModifierCodeSequence, CodeItem.Of(new CodedConcept("399161006", "SCT", "Cleavage")));
        header.SetItems(Tags.ViewCodeSequence, view);
        header.Set(Tags.ImageLaterality, "R");
        header.Set(Tags.PatientOrientation, "P", "L");
        header.Remove(Tags.PixelSpacing);
        header.Set(Tags.ImagerPixelSpacing, 0.1, 0.2);
        header.Set(Tags.PositionerPrimaryAngle, "-30");
        string[] lines = Lines(header);
        Assert.That(
            lines,
            Is.SupersetOf(new[]
            {
                "Modality: Mammography", "Image View: cranio-caudal", "Image View Modifier: Cleavage", "Image Laterality: Right", "Patient Orientation Row: P",
                "Horizontal Pixel Spacing: 0.2 mm", "Vertical Pixel Spacing: 0.1 mm", "Positioner Primary Angle: -30 deg",
            }));
        Assert.That(lines, Has.None.StartsWith("Image Position"));
    }

    [Test]
    public void Of_IllegalValues_AreLeftOut()
    {
        DataSet header = Header("CT");
        header.Set(Tags.AcquisitionDate, "2026.01.02");
        header.Set(Tags.AcquisitionTime, "25:00");
        header.SetItems(Tags.AnatomicRegionSequence, CodeItem.Of(new CodedConcept("1", "SCT", new string('x', 70))));
        header.Set(Tags.SliceThickness, "thick");
        string[] lines = Lines(header);
        Assert.That(lines, Has.None.StartsWith("Acquisition").And.None.StartsWith("Target").And.None.StartsWith("Slice Thickness"));
        Assert.That(lines, Does.Contain("Pixel Data Rows: 4 {pixels}"));
    }

    private static DataSet Header(string modality) => CtSeries.Image(
        new VolumeGeometry(new VolumeSize(5, 4, 1), new Vector3d(0, 0, -7.5), new Vector3d(1, 1, 3), new Vector3d(1, 0, 0), new Vector3d(0, 1, 0), new Vector3d(0, 0, 1)),
        0,
        (_, image) => image.Set(Tags.Modality, modality));

    private static string[] Lines(DataSet header) =>
        [.. ImageDescriptors.Of(header).SelectMany(descriptor => descriptor.ToItem().All()).Select(ReportOutline.LineOf)];
}
