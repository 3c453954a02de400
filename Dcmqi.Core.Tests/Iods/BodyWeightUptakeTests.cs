using Dcmqi.Sources;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

/// <summary>QIBA's vendor-neutral pseudo-code, path by path, against numbers worked out by hand.</summary>
public class BodyWeightUptakeTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(4, 3, 2);

    // 70 kg, 370 MBq, half-life 6586.2 s, one hour between injection and scan.
    private static readonly double AnHour = 70_000 / (370e6 * Math.Pow(2, -3600 / 6586.2));

    [Test]
    public void SeriesTimeNotAfterAcquisition_IsTheTimeOfTheScan() => Assert.That(Factor(_ => { }), Is.EqualTo(AnHour).Within(1e-15));

    [Test]
    public void StartDateTime_GoesBeforeTheTimeAlone() => Assert.That(
        Factor(image => image.Sequence(0x00540016, Agent().Text(0x00181078, "DT", "20240229080000.0+0100"))),
        Is.EqualTo(70_000 / (370e6 * Math.Pow(2, -7200 / 6586.2))).Within(1e-15));

    [Test]
    public void InjectionBeforeMidnight_IsOfTheDayBefore() => Assert.That(
        Factor(image => image.Sequence(0x00540016, Agent("233000")).Text(0x00080031, "TM", "003000").Text(0x00080032, "TM", "003000")),
        Is.EqualTo(AnHour).Within(1e-15));

    // A series made afterwards: back from the frame's time of mean count rate.
    [Test]
    public void SeriesTimeAfterAcquisition_IsWorkedOutFromTheFrame()
    {
        double decay = Math.Log(2) / 6586.2, during = decay * 180;
        double mean = Math.Log(during / (1 - Math.Exp(-during))) / decay;
        double seconds = 3600 + 600 - 690 + mean;
        Assert.That(
            Factor(image => image.Text(0x00080031, "TM", "150000").Text(0x00080032, "TM", "101000").Text(0x00541300, "DS", "690000").Text(0x00181242, "IS", "180000")),
            Is.EqualTo(70_000 / (370e6 * Math.Pow(2, -seconds / 6586.2))).Within(1e-12));
    }

    [Test]
    public void SeriesTimeAfterAcquisition_OfGe_IsInItsPrivateAttribute() => Assert.That(
        Factor(image => image.Text(0x00080031, "TM", "150000").Text(0x00090010, "LO", "GEMS_PETD_01").Text(0x0009100D, "DT", "20240229100000.00")),
        Is.EqualTo(AnHour).Within(1e-15));

    [Test]
    public void Counts_OfPhilips_HaveAPrivateFactor()
    {
        Assert.That(Factor(image => image.Text(0x00541001, "CS", "CNTS").Text(0x70530010, "LO", "Philips PET Private Group").Text(0x70531000, "DS", "0.00123")), Is.EqualTo(0.00123));
        Assert.That(Factor(image => image.Text(0x00541001, "CS", "CNTS").Text(0x70530010, "LO", "Philips PET Private Group").Text(0x70531009, "DS", "2.5")), Is.EqualTo(2.5 * AnHour).Within(1e-15));
    }

    [Test]
    public void GramsPerMillilitre_AreUptakeAlready() => Assert.That(Factor(image => image.Text(0x00541001, "CS", "GML")), Is.EqualTo(1));

    [TestCase(0x00280051u, "CS", "DECY", "(0028,0051)")]
    [TestCase(0x00541102u, "CS", "ADMIN", "(0054,1102)")]
    [TestCase(0x00541001u, "CS", "PROPCNTS", "(0054,1001)")]
    [TestCase(0x00101030u, "DS", "0", "(0010,1030)")]
    [TestCase(0x00080032u, "TM", "", "(0008,0022)")]
    [TestCase(0x00541001u, "CS", "CNTS", "private")]
    public void WhatTheHeaderDoesNotAllow_IsRefusedWithTheReason(uint tag, string vr, string value, string expected) =>
        Assert.That(() => Factor(image => image.Text(tag, vr, value)), Throws.InstanceOf<ConversionException>().With.Message.Contains(expected));

    [Test]
    public void InjectionAfterTheScan_IsRefused() => Assert.That(
        () => Factor(image => image.Sequence(0x00540016, Agent().Text(0x00181078, "DT", "20240229113000"))),
        Throws.InstanceOf<ConversionException>().With.Message.Contains("after the scan"));

    [Test]
    public void Measure_Pet_IsInUptakeOrSaysWhyNot()
    {
        var labels = new LabelVolume(Geometry);
        labels.Voxels.Fill(1);
        SourceImages pet = Load(_ => { });
        Segmentation segmentation = new SegmentationBuilder(pet, Labels.Metadata(1)).AddLabelMap(labels).Build();

        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, pet);
        Assert.That((measured.Quantity, measured.Unit), Is.EqualTo((Codes.Dcm.Suvbw, Codes.Ucum.StandardizedUptakeValueBodyWeight)));
        Assert.That(measured[1][SegmentFeature.Mean], Is.EqualTo(1000 * AnHour).Within(1e-9));
        Assert.That(measured[1][SegmentFeature.TotalLesionGlycolysis], Is.EqualTo(1000 * AnHour * 24 * Geometry.VoxelVolumeMm3 / 1000).Within(1e-9));

        SourceImages unknown = Load(image => image.Remove(0x00101030));
        SegmentMeasurements activity = SegmentMeasurements.Measure(segmentation, unknown);
        Assert.That(activity.Unit, Is.EqualTo(Codes.Ucum.BecquerelsPerMilliliter));
        Assert.That(activity.Warnings, Has.Exactly(1).Contains("(0010,1030)"));
        Assert.That(() => SegmentMeasurements.Measure(segmentation, unknown, new() { Values = SourceValues.BodyWeightUptake }), Throws.InstanceOf<ConversionException>());
    }

    private static double Factor(Action<PhantomDataSet> change) => BodyWeightUptake.Factor(Load(change));

    private static SourceImages Load(Action<PhantomDataSet> change) => SourceImages.Load(new PhantomSeries(Geometry)
    {
        Modality = "PT",
        Pixels = _ => [.. Enumerable.Repeat((short)500, 12)],
        Change = (_, image) =>
        {
            image.Text(0x00080021, "DA", "20240229").Text(0x00080031, "TM", "100000").Text(0x00080022, "DA", "20240229").Text(0x00080032, "TM", "100000.000")
                .Text(0x00101030, "DS", "70").Text(0x00280051, "CS", @"ATTN\DECY\SCAT").Text(0x00541001, "CS", "BQML").Text(0x00541102, "CS", "START")
                .Text(0x00281053, "DS", "2").Text(0x00281052, "DS", "0").Sequence(0x00540016, Agent());
            change(image);
        },
    }.Streams());

    private static PhantomDataSet Agent(string time = "090000.00") => new PhantomDataSet().Text(0x00181072, "TM", time).Text(0x00181074, "DS", "370000000").Text(0x00181075, "DS", "6586.2");
}
