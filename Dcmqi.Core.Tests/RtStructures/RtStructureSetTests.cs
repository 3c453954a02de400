using System.Globalization;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class RtStructureSetTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(17, 11, 5);

    private static (string, Vector3d[]) Box(double z = 2) => Drawn.Polygon(Geometry, z, Drawn.Box(2.5, 1.5, 7.5, 6.5));

    [Test]
    public void Open_StructureSetOfAnotherWriter_TellsAllOfItsRegions()
    {
        RtStructureSet set = Drawn.Open(
            new Drawn(3, "Leber", Box(), Box(3)) { Code = ("10200004", "SCT", "Liver"), Algorithm = "SEMIAUTOMATIC" },
            new Drawn(7, "ISO", ("POINT", [new Vector3d(1.5, -2.25, 3)])) { InterpretedType = "ISOCENTER" });
        Assert.That(set.ToString(), Is.EqualTo("RtStructureSet: PLAN1, 2 ROIs, 3 contours"));
        Assert.That(set.Warnings, Is.Empty);
        RtRoi liver = set.Rois[0];
        Assert.That(liver.ToString(), Is.EqualTo("3: Leber, ORGAN, 2 contours"));
        Assert.That(liver.DisplayColor, Is.EqualTo(new RgbColor(12, 200, 7)));
        Assert.That(liver.GenerationAlgorithm, Is.EqualTo(SegmentAlgorithmType.SemiAutomatic));
        Assert.That(liver.IdentificationCode, Is.EqualTo(new CodedConcept("10200004", "SCT", "Liver")));
        Assert.That(liver.FrameOfReferenceUid, Is.EqualTo(Drawn.FrameOfReference));
        Assert.That(liver.Contours.Select(contour => contour.Type), Is.All.EqualTo(RtContourType.ClosedPlanar));
        Assert.That((liver.Contours[1].ReadPoints()[2] - Geometry.IndexToPatient(7.5, 6.5, 3)).Length, Is.LessThan(1e-10));
        Assert.That(set.Rois[1].Contours[0].ReadPoints(), Is.EqualTo(new[] { new Vector3d(1.5, -2.25, 3) }));
        Assert.That(set.FindRoi("leber"), Is.SameAs(liver));
        Assert.That(set.FindRoi("other"), Is.Null);
    }

    [Test]
    public void ReadPoints_NumbersInEveryWriting_AreTheNearestDoubles()
    {
        string[] numbers = ["0.1", "-12.3456789012345", "1e2", "+7", " 8.5 ", ".25", "-.5", "3.", "123456789012345", "-0.30000000000004", "1.7976931348E308", "90071992547409.93"];
        string text = string.Join('\\', numbers);
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Box()) { Change = (_, item) => item.Remove(0x30060050).Text(0x30060050, "DS", text) });
        double[] read = [.. set.Rois[0].Contours[0].ReadPoints().SelectMany(point => new[] { point.X, point.Y, point.Z })];
        Assert.That(read, Is.EqualTo(numbers.Select(number => double.Parse(number, CultureInfo.InvariantCulture))));
    }

    [TestCase(@"1\2\3\4", "has 4 numbers; three for each point were expected")]
    [TestCase(@"1\2\3\4\NaN\6", "is not made of numbers: point 2 of 2")]
    [TestCase(@"1\2\3\4\\6", "is not made of numbers: point 2 of 2")]
    [TestCase(@"1\2\3\4\1e999\6", "is not made of numbers: point 2 of 2")]
    public void ReadPoints_NoNumbers_SaysWhere(string text, string expected)
    {
        RtStructureSet set = Drawn.Open(new Drawn(4, "Lung", Box()) { Change = (_, item) => item.Remove(0x30060050).Text(0x30060050, "DS", text) });
        Assert.That(() => set.Rois[0].Contours[0].ReadPoints(), Throws.TypeOf<DicomFormatException>().With.Message.StartsWith("ROI 4 'Lung', contour 1: Contour Data (3006,0050) " + expected));
        Volume<byte> mask = set.ToMask(set.Rois[0], Geometry);
        Assert.That(mask.Voxels.ToArray(), Is.All.Zero);
        Assert.That(mask.Warnings, Has.Some.Contains("ROI 4 'Lung': 1 of 1 contour ").Or.Some.Contains("contours"));
    }

    [Test]
    public void Open_WhatIsWrong_IsTold()
    {
        RtStructureSet set = Drawn.Open(
            new Drawn(1, "A", Box()) { Change = (_, item) => item.Remove(0x30060046).Text(0x30060046, "IS", "5") },
            new Drawn(2, "B", Box()) { IsObserved = false },
            new Drawn(1, "C", Box()));
        Assert.That(set.Rois.Select(roi => roi.Name), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(set.Warnings, Has.Some.EqualTo("ROI 1 'A': Number of Contour Points (3006,0046) does not go with Contour Data (3006,0050) in contour 1 (5 stated, 12 numbers). The data count; those without three numbers for each point are not used."));
        Assert.That(set.Warnings, Has.Some.EqualTo("RT ROI Observations Sequence (3006,0080) says nothing of ROI 2; what kind of region it is, is not known."));
        Assert.That(set.Warnings, Has.Some.Contains("ROI Number (3006,0022) is 1, which another ROI has already"));
        Assert.That(set.Rois[1].InterpretedType, Is.Null);
    }

    [Test]
    public void Open_NoRegions_IsToldAndNothingIsConverted()
    {
        RtStructureSet set = Drawn.Open();
        Assert.That(set.Warnings, Has.Some.EqualTo("Structure Set ROI Sequence (3006,0020) defines no region of interest."));
        Assert.That(() => set.ToSegmentation(CtSeries.Load(Geometry)), Throws.TypeOf<ConversionException>().With.Message.EqualTo("The conversion was refused: There is no region of interest to convert.").Or.Message.Contains("no region of interest"));
    }

    [Test]
    public void Open_AnotherObject_IsRefused()
    {
        using Stream image = CtSeries.Stream(Geometry, 0);
        Assert.That(() => RtStructureSet.Open(image), Throws.TypeOf<NotSupportedException>().With.Message.Contains("CT Image Storage; RT Structure Set Storage can be opened here"));
    }

    [Test]
    public void Save_WhatWasOpened_IsTheSame()
    {
        RtStructureSet set = Drawn.Open(new Drawn(3, "Leber", Box(), Box(3)));
        using var stream = new MemoryStream();
        set.Save(stream);
        stream.Position = 0;
        RtStructureSet back = RtStructureSet.Open(stream);
        Assert.That(back.Rois[0].Contours[1].ReadPoints(), Is.EqualTo(set.Rois[0].Contours[1].ReadPoints()));
        Assert.That(() => set.Save(new MemoryStream(), new() { Compression = PixelCompression.Rle }), Throws.ArgumentException);
    }
}
