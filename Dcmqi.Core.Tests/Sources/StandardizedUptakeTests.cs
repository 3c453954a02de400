using Dcmqi.Sources;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Sources;

/// <summary>QIBA's vendor-neutral pseudo-code, path by path, and what it leaves out, against numbers worked out by hand. The cases are those of the table in docs/measuring.md.</summary>
public class StandardizedUptakeTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(4, 3, 2);

    // 70 kg, 370 MBq, half-life 6586.2 s, one hour between injection and scan.
    private static readonly double AnHour = 70_000 / (370e6 * Math.Pow(2, -3600 / 6586.2));

    private static readonly (string Case, Action<PhantomDataSet> Change, double Factor)[] Computed =
    [
        ("Units BQML, Decay Correction START, series time not after acquisition", _ => { }, AnHour),
        ("Radiopharmaceutical Start DateTime goes before the time alone", image => Start(image, "20240229080000"), Decayed(7200)),
        ("Injection before midnight, time of day alone", image => image.Sequence(0x00540016, Agent("233000")).Text(0x00080031, "TM", "003000").Text(0x00080032, "TM", "003000"), AnHour),
        ("Series made later: back from the frame's reference time and duration", image => image.Text(0x00080031, "TM", "150000").Text(0x00080032, "TM", "101000").Text(0x00541300, "DS", "690000").Text(0x00181242, "IS", "180000"), Decayed(3600 + 600 - 690 + MeanRate(180))),
        ("Series made later, of GE: its private scan time", image => image.Text(0x00080031, "TM", "150000").Text(0x00090010, "LO", "GEMS_PETD_01").Text(0x0009100D, "DT", "20240229100000.00"), AnHour),
        ("Series made later, neither: earliest acquisition", image => image.Text(0x00080031, "TM", "150000"), AnHour),
        ("Counts, of Philips: (7053,xx00)", image => Philips(image).Text(0x70531000, "DS", "0.00123"), 0.00123),
        ("Counts, of Philips: (7053,xx09) alone", image => Philips(image).Text(0x70531009, "DS", "2.5"), 2.5 * AnHour),
        ("Units GML without SUV Type, or BW", image => image.Text(0x00541001, "CS", "GML"), 1),
        ("Units GML, SUV Type LBM: by weight from it", image => Body(image).Text(0x00541001, "CS", "GML").Text(0x00541006, "CS", "LBM"), 70 / ((1.10 * 70) - (120 * Math.Pow(70 / 175.0, 2)))),
        ("Units GML, SUV Type IBW: by weight from it", image => Body(image).Text(0x00541001, "CS", "GML").Text(0x00541006, "CS", "IBW"), 70 / (48 + (1.06 * (175 - 152)))),
        ("Units CM2ML: by weight from it", image => Body(image).Text(0x00541001, "CS", "CM2ML"), 70_000 / (71.84 * Math.Pow(70, 0.425) * Math.Pow(175, 0.725))),
        ("Decay Correction ADMIN", image => image.Text(0x00541102, "CS", "ADMIN"), 70_000 / 370e6),
        ("Decay Correction NONE: each image at its own time", image => image.Text(0x00541102, "CS", "NONE").Text(0x00280051, "CS", "ATTN").Text(0x00080032, "TM", "103000"), Decayed(5400)),
        ("Decay Correction NONE, Actual Frame Duration known: at the time of mean count rate", image => image.Text(0x00541102, "CS", "NONE").Text(0x00280051, "CS", "ATTN").Text(0x00181242, "IS", "180000"), Decayed(3600 + MeanRate(180))),
        ("Acquisition Date empty: Series Date", image => image.Text(0x00080022, "DA", ""), AnHour),
        ("Acquisition DateTime alone", image => image.Remove(0x00080022).Remove(0x00080032).Text(0x0008002A, "DT", "20240229100000"), AnHour),
        ("Offset in Start DateTime and another Timezone Offset From UTC", image => Start(image.Text(0x00080201, "SH", "-0500"), "20240229140000+0000"), AnHour),
        ("Offset in Start DateTime, none in the header: not counted", image => Start(image, "20240229090000+0100"), AnHour),
        ("Timezone Offset From UTC, none in Start DateTime: not counted", image => Start(image.Text(0x00080201, "SH", "+0100"), "20240229090000"), AnHour),
    ];

    private static readonly (string Case, Action<PhantomDataSet> Change, string Attribute)[] Converted =
    [
        ("Dose below 10^4: MBq", image => Dose(image, "370"), "(0018,1074)"),
        ("Weight from 1,000: g", image => image.Text(0x00101030, "DS", "70000"), "(0010,1030)"),
    ];

    private static readonly (string Case, Action<PhantomDataSet> Change, string Told)[] Refused =
    [
        ("Start DateTime more than 10 half-lives before the scan", image => Start(image, "20240226090000"), "(0018,1078)"),
        ("Start DateTime a year before the scan", image => Start(image, "20230301090000"), "half-lives"),
        ("Injection after the scan", image => Start(image, "20240229113000"), "after the scan"),
        ("Start DateTime that is not a date", image => Start(image, "yesterday"), "yesterday"),
        ("Neither Start DateTime nor Start Time", image => image.Sequence(0x00540016, Agent().Remove(0x00181072)), "(0018,1072)"),
        ("Corrected Image without ATTN or DECY", image => image.Text(0x00280051, "CS", "DECY"), "(0028,0051)"),
        ("Decay Correction NONE, but DECY among Corrected Image", image => image.Text(0x00541102, "CS", "NONE"), "(0054,1102)"),
        ("Decay Correction missing or unknown", image => image.Remove(0x00541102), "(0054,1102)"),
        ("Units others, such as PROPCNTS", image => image.Text(0x00541001, "CS", "PROPCNTS"), "(0054,1001)"),
        ("Units GML, SUV Type unknown", image => image.Text(0x00541001, "CS", "GML").Text(0x00541006, "CS", "FAT"), "(0054,1006)"),
        ("Counts without a private factor", image => image.Text(0x00541001, "CS", "CNTS"), "private"),
        ("Weight missing or 0", image => image.Text(0x00101030, "DS", "0"), "(0010,1030)"),
        ("Dose missing or 0", image => Dose(image, "0"), "(0018,1074)"),
        ("Half-life missing or 0", image => image.Sequence(0x00540016, Agent().Remove(0x00181075)), "(0018,1075)"),
        ("Acquisition Time missing", image => image.Text(0x00080032, "TM", ""), "(0008,0022)"),
        ("Radiopharmaceutical Information Sequence missing", image => image.Remove(0x00540016), "(0054,0016)"),
    ];

    private static IEnumerable<string> CasesComputed => Computed.Select(one => one.Case);

    private static IEnumerable<string> CasesConverted => Converted.Select(one => one.Case);

    private static IEnumerable<string> CasesRefused => Refused.Select(one => one.Case);

    [TestCaseSource(nameof(CasesComputed))]
    public void Computes(string name)
    {
        (_, Action<PhantomDataSet> change, double factor) = Computed.Single(one => one.Case == name);
        StandardizedUptake uptake = Uptake(change, out SourceImages images, repair: SourceRepair.Reject);
        Assert.That(uptake.Factor(images.Images[0]), Is.EqualTo(factor).Within(1e-9).Percent);
        Assert.That(uptake.Warnings, Is.Empty);
    }

    [TestCaseSource(nameof(CasesConverted))]
    public void Converts_OrRefusesUnderReject(string name)
    {
        (_, Action<PhantomDataSet> change, string attribute) = Converted.Single(one => one.Case == name);
        StandardizedUptake uptake = Uptake(change, out SourceImages images);
        Assert.That(uptake.Factor(images.Images[0]), Is.EqualTo(AnHour).Within(1e-9).Percent);
        Assert.That(uptake.Warnings, Has.Count.EqualTo(1).And.All.Contains(attribute));
        Assert.That(images.ToVolume(SourceValues.BodyWeightUptake).Warnings, Has.Exactly(1).Contains(attribute));
        Assert.That(() => Uptake(change, out _, repair: SourceRepair.Reject), Throws.TypeOf<ConversionException>().With.Message.Contains(attribute));
    }

    [TestCaseSource(nameof(CasesRefused))]
    public void Refuses_NamingTheAttribute(string name)
    {
        (_, Action<PhantomDataSet> change, string told) = Refused.Single(one => one.Case == name);
        Assert.That(() => Uptake(change, out _), Throws.TypeOf<ConversionException>().With.Message.Contains(told));
    }

    [Test]
    public void TheTableOfTheDocs_IsWhatTheseTestsRun()
    {
        string[] page = File.ReadAllLines(Repository.Of("docs/measuring.md"));
        string[] rows = [.. page.SkipWhile(line => !line.StartsWith("| Header |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];
        string[] expected =
        [
            .. CasesComputed.Select(name => $"| {name} | computed |"),
            .. CasesConverted.Select(name => $"| {name} | converted with a warning; refused under `SourceRepair.Reject` |"),
            .. CasesRefused.Select(name => $"| {name} | refused |"),
        ];
        Assert.That(rows, Is.EqualTo(expected));
    }

    // 70 kg, 1.75 m. kg, and for the surface m2/10 by hand.
    [TestCase(SourceValues.LeanBodyMassUptake, "M", 57.8)]
    [TestCase(SourceValues.LeanBodyMassUptake, "F", 51.22)]
    [TestCase(SourceValues.LeanBodyMassJames128Uptake, "M", 56.52)]
    [TestCase(SourceValues.LeanBodyMassJanmaUptake, "M", 55.85711)]
    [TestCase(SourceValues.LeanBodyMassJanmaUptake, "F", 45.19701)]
    [TestCase(SourceValues.IdealBodyWeightUptake, "M", 72.38)]
    [TestCase(SourceValues.IdealBodyWeightUptake, "F", 66.43)]
    [TestCase(SourceValues.BodySurfaceAreaUptake, "F", 18.48143)]
    public void OtherKinds_DivideByTheirOwn(SourceValues values, string sex, double norm)
    {
        StandardizedUptake uptake = Uptake(image => Body(image, sex), out SourceImages images, values);
        Assert.That(uptake.Factor(images.Images[0]), Is.EqualTo(AnHour * norm / 70).Within(1e-4).Percent);
        Assert.That(() => Uptake(image => image.Text(0x00101020, "DS", "1.75").Remove(0x00100040), out _, SourceValues.LeanBodyMassUptake), Throws.TypeOf<ConversionException>().With.Message.Contains("(0010,0040)"));
    }

    // What an Enhanced PET image says of attenuation, decay, the moment it was corrected to, the unit, and the content of each frame; then hours from injection, or what the refusal names.
    private static readonly (string Case, EnhancedHeader Header, double[]? Hours, string? Told)[] EnhancedCases =
    [
        ("Decay Corrected YES, to Decay Correction DateTime", new(), [1, 1], null),
        ("Decay Corrected YES, to the time of injection", new() { CorrectedTo = "20240229090000" }, [0, 0], null),
        ("Unit g/ml{SUVbw}", new() { CorrectedTo = "", Units = ["g/ml{SUVbw}"] }, null, null),
        ("Decay Corrected NO: each frame at the mean count rate, by Frame Acquisition DateTime and Duration", new() { Decay = "NO", CorrectedTo = "", Start = ["20240229100000", "20240229103000"], DurationMs = 180_000 }, [1 + (MeanRate(180) / 3600), 1.5 + (MeanRate(180) / 3600)], null),
        ("Decay Corrected NO, without Duration: at Frame Acquisition DateTime", new() { Decay = "NO", CorrectedTo = "", Start = ["20240229100000", "20240229103000"] }, [1, 1.5], null),
        ("Decay Corrected NO, Frame Reference DateTime alone", new() { Decay = "NO", CorrectedTo = "", Reference = ["20240229100000", "20240229110000"] }, [1, 2], null),
        ("Decay Corrected NO, no time of a frame", new() { Decay = "NO", CorrectedTo = "" }, null, "(0018,9074)"),
        ("Decay Corrected missing", new() { Decay = "" }, null, "(0018,9758)"),
        ("Attenuation Corrected not YES", new() { Attenuation = "NO" }, null, "(0018,9759)"),
        ("Decay Correction DateTime missing", new() { CorrectedTo = "" }, null, "(0018,9701)"),
        ("Unit other than Bq/ml", new() { Units = ["{counts}"] }, null, "(0040,9096)"),
        ("Frames in several units", new() { Units = ["Bq/ml", "g/ml{SUVbw}"] }, null, "Bq/ml and g/ml{SUVbw}"),
    ];

    private static IEnumerable<string> CasesEnhanced => EnhancedCases.Select(one => one.Case);

    [TestCaseSource(nameof(CasesEnhanced))]
    public void EnhancedPet(string name)
    {
        (_, EnhancedHeader header, double[]? hours, string? told) = EnhancedCases.Single(one => one.Case == name);
        SourceImages images = SourceImages.Load([header.Stream(Geometry, Agent())]);
        if (told is not null)
        {
            Assert.That(() => images.ToVolume(SourceValues.BodyWeightUptake), Throws.TypeOf<ConversionException>().With.Message.Contains(told));
            return;
        }

        // Stored 500, 3 Bq/ml each.
        Volume<float> volume = images.ToVolume(SourceValues.BodyWeightUptake);
        for (int slice = 0; slice < 2; slice++)
            Assert.That(volume[1, 1, slice], Is.EqualTo(1500 * (hours is null ? 1 : Decayed(3600 * hours[slice]))).Within(1e-4).Percent);
    }

    [Test]
    public void TheTableOfEnhancedPet_IsWhatTheseTestsRun()
    {
        string[] page = File.ReadAllLines(Repository.Of("docs/measuring.md"));
        string[] rows = [.. page.SkipWhile(line => !line.StartsWith("| Enhanced PET |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];
        Assert.That(rows, Is.EqualTo(EnhancedCases.Select(one => $"| {one.Case} | {(one.Told is not null ? "refused" : one.Hours is null ? "as it is" : "computed")} |")));
    }

    [Test]
    public void HeightInCentimeters_IsConvertedWithAWarning()
    {
        StandardizedUptake uptake = Uptake(image => Body(image).Text(0x00101020, "DS", "175"), out SourceImages images, SourceValues.LeanBodyMassUptake);
        Assert.That(uptake.Factor(images.Images[0]), Is.EqualTo(AnHour * 57.8 / 70).Within(1e-4).Percent);
        Assert.That(uptake.Warnings, Has.Exactly(1).Contains("(0010,1020)"));
        Assert.That(
            () => Uptake(image => Body(image).Text(0x00101020, "DS", "175"), out _, SourceValues.LeanBodyMassUptake, SourceRepair.Reject), Throws.TypeOf<ConversionException>().With.Message.Contains("(0010,1020)"));
    }

    [Test]
    public void FactorsOfPhilips_AreThoseOfEachImage()
    {
        SourceImages images = Load((slice, image) => Philips(image).Text(0x70531000, "DS", slice == 0 ? "0.001" : "0.004"));
        Volume<float> volume = images.ToVolume(SourceValues.BodyWeightUptake);
        Assert.That((volume[0, 0, 0], volume[0, 0, 1]), Is.EqualTo((1f, 4f)));
    }

    [TestCase("LBM", "126402", "126411", "g/ml{SUVlbm}")]
    [TestCase("LBMJANMA", "126405", "126414", "g/ml{SUVlbm(Janma)}")]
    [TestCase("IBW", "126404", "126413", "g/ml{SUVibw}")]
    [TestCase("BW", "126401", "126410", "g/ml{SUVbw}")]
    public void DeclaredType_IsInQuantityUnitAndMethod(string type, string quantity, string method, string unit)
    {
        SourceImages pet = Load(image => image.Text(0x00541001, "CS", "GML").Text(0x00541006, "CS", type));
        var labels = new LabelVolume(Geometry);
        labels.Voxels.Fill(1);
        using Segmentation segmentation = new SegmentationBuilder(pet, Labels.Metadata(1)).AddLabelMap(labels).Build();
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, pet);
        MeasuredFeature mean = measured[1].Features.Single(feature => feature.Feature == SegmentFeature.Mean);
        Assert.That((mean.Name.Value, mean.Method?.Value, mean.Unit.Value, mean.Value), Is.EqualTo((quantity, method, unit, 1000.0)));
        Assert.That(measured.Warnings, Is.Empty);
    }

    [Test]
    public void PixelPaddingValue_IsLeftOutOfValues([Values] bool hasRange)
    {
        SourceImages ct = SourceImages.Load(new PhantomSeries(Geometry)
        {
            Modality = "CT",
            Pixels = _ => [-2000, -1999, .. Enumerable.Repeat((short)40, 9), 90],
            Change = (_, image) =>
            {
                image.Text(0x00281053, "DS", "1").Text(0x00281052, "DS", "0").Bytes(0x00280120, "SS", BitConverter.GetBytes((short)-2000));
                if (hasRange)
                    image.Bytes(0x00280121, "SS", BitConverter.GetBytes((short)-1999));
            },
        }.Streams());
        var labels = new LabelVolume(Geometry);
        labels.Voxels.Fill(1);
        using Segmentation segmentation = new SegmentationBuilder(ct, Labels.Metadata(1)).AddLabelMap(labels).Build();
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, ct);
        Assert.That(measured[1][SegmentFeature.Minimum], Is.EqualTo(hasRange ? 40 : -1999));
        Assert.That(measured[1][SegmentFeature.Maximum], Is.EqualTo(90));
        Assert.That(measured.Warnings, Has.Exactly(1).Contains(hasRange ? "4 of 24 voxels" : "2 of 24 voxels"));
    }

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

    private static double Decayed(double seconds) => 70_000 / (370e6 * Math.Pow(2, -seconds / 6586.2));

    private static double MeanRate(double duration)
    {
        double decay = Math.Log(2) / 6586.2, during = decay * duration;
        return Math.Log(during / (1 - Math.Exp(-during))) / decay;
    }

    private static StandardizedUptake Uptake(Action<PhantomDataSet> change, out SourceImages images, SourceValues values = SourceValues.BodyWeightUptake, SourceRepair repair = SourceRepair.Warn) =>
        StandardizedUptake.Of(images = Load(change), UptakeKind.Of(values)!, repair);

    private static SourceImages Load(Action<PhantomDataSet> change) => Load((_, image) => change(image));

    private static SourceImages Load(Action<int, PhantomDataSet> change) => SourceImages.Load(new PhantomSeries(Geometry)
    {
        Modality = "PT",
        Pixels = _ => [.. Enumerable.Repeat((short)500, 12)],
        Change = (slice, image) =>
        {
            image.Text(0x00080021, "DA", "20240229").Text(0x00080031, "TM", "100000").Text(0x00080022, "DA", "20240229").Text(0x00080032, "TM", "100000.000")
                .Text(0x00101030, "DS", "70").Text(0x00280051, "CS", @"ATTN\DECY\SCAT").Text(0x00541001, "CS", "BQML").Text(0x00541102, "CS", "START")
                .Text(0x00281053, "DS", "2").Text(0x00281052, "DS", "0").Sequence(0x00540016, Agent());
            change(slice, image);
        },
    }.Streams());

    private static void Start(PhantomDataSet image, string moment) => image.Sequence(0x00540016, Agent().Text(0x00181078, "DT", moment));

    private static void Dose(PhantomDataSet image, string dose) => image.Sequence(0x00540016, Agent().Text(0x00181074, "DS", dose));

    private static PhantomDataSet Philips(PhantomDataSet image) => image.Text(0x00541001, "CS", "CNTS").Text(0x70530010, "LO", "Philips PET Private Group");

    private static PhantomDataSet Body(PhantomDataSet image, string sex = "M") => image.Text(0x00101020, "DS", "1.75").Text(0x00100040, "CS", sex);

    private static PhantomDataSet Agent(string time = "090000.00") => new PhantomDataSet().Text(0x00181072, "TM", time).Text(0x00181074, "DS", "370000000").Text(0x00181075, "DS", "6586.2");
}
