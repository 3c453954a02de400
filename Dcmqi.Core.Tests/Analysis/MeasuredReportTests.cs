using Dcmqi.Analysis;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>Measurements of the phantom as reports and tables, judged by other people's programs.</summary>
public class MeasuredReportTests
{
    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(24, 18, 6);
    private TemporaryFolder _folder = null!;
    private SourceImages _images = null!;
    private Segmentation _segmentation = null!;

    [OneTimeSetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        var torso = new PhantomTorso(_geometry);
        new PhantomSeries(_geometry) { Pixels = torso.Slice }.Write(_folder["ct"]);
        _images = SourceImages.Load(_folder["ct"]);
        _segmentation = new SegmentationBuilder(_images, PhantomTorso.Metadata()) { Authorship = new() { Uids = new UidGenerator("measured") }, EmptySegments = EmptyContent.Keep }
            .AddLabelMap(new Volume<byte>(_geometry, torso.Labels())).Build();
        _segmentation.Save(_folder["seg.dcm"]);
    }

    [OneTimeTearDown]
    public void RemoveInputs() => _folder.Dispose();

    [Test]
    public void AddMeasurements_MakesASoundReportThatReadsBackEqual()
    {
        SegmentMeasurements measured = SegmentMeasurements.Measure(_segmentation, _images, new() { Percentiles = [2.5, 97.5] });
        MeasurementReport report = Save(measured, ReportedDiameters.None, out string path);

        Assert.That(report.Groups, Has.Count.EqualTo(_segmentation.Segments.Count));
        Assert.That(report.Groups, Is.EqualTo(measured.ToGroups().Select((group, index) => group with { TrackingUid = report.Groups[index].TrackingUid })));
        Assert.That(report.Groups[0].Measurements[0].Value, Is.EqualTo(measured.Segments[0].Features[0].Value), "to the last bit");
        Assert.That(report.Validate(), Is.Empty);
        ReportJudges.AssertSound(path);
    }

    // PixelMed's validator takes seconds for each measurement: one of each kind, of those that are measured where nothing is chosen.
    [Test]
    public void AddMeasurements_FollowsTheTemplate()
    {
        var options = new SegmentMeasurementOptions { Percentiles = [97.5], SegmentNumbers = [2] };
        SegmentFeature[] oneOfEachKind = [.. FeatureCatalog.All
            .Where(definition => (options.Families & definition.Family) != 0)
            .DistinctBy(definition => (definition.Family, definition.Unit, definition.Concept.Scheme, definition.IsOfQuantity, HasMethod: definition.Method is not null))
            .Select(definition => definition.Feature)
            .Append(SegmentFeature.Percentile)];
        SegmentMeasurements measured = SegmentMeasurements.Measure(_segmentation, _images, options with { Features = oneOfEachKind });
        Assert.That(measured.Segments.Single().Features, Has.Count.GreaterThan(oneOfEachKind.Length / 2));
        Save(measured, ReportedDiameters.None, out string path);
        ReportJudges.AssertFollowsTemplate(path);
    }

    // TID 1411: the side belongs to the finding site; two kidneys of one label are told apart by name.
    [Test]
    public void ToGroups_OfSegmentsWithASide_NameItInSiteAndName()
    {
        CodedConcept kidney = Codes.Sct.Kidney, abdomen = new("818983003", "SCT", "Abdomen"), upper = new("261183002", "SCT", "Upper");
        SegmentAttributes right = Labels.Segment(1, "Kidney") with { SegmentedPropertyType = kidney, SegmentedPropertyTypeModifiers = [Codes.Sct.Right] };
        SegmentAttributes left = Labels.Segment(2, "Left kidney") with
        {
            SegmentedPropertyType = kidney,
            SegmentedPropertyTypeModifiers = [new CodedConcept("G-A101", "SRT", "Left")],
            AnatomicRegion = abdomen,
            AnatomicRegionModifiers = [upper],
        };
        SegmentAttributes none = Labels.Segment(3, "Mass") with { SegmentedPropertyType = new CodedConcept("4147007", "SCT", "Mass") };
        Segmentation segmentation = new SegmentationBuilder(_images).AddLabelMap(Labels.Random(_geometry, 3, 4), [right, left, none]).Build();

        IReadOnlyList<MeasurementGroup> groups = SegmentMeasurements.Measure(segmentation, _images, new SegmentMeasurementOptions().WithFeatures("VoxelVolume")).ToGroups();

        Assert.That(groups.Select(group => group.FindingSites), Is.EqualTo(new FindingSite[][]
        {
            [new FindingSite { Site = kidney, Laterality = Codes.Sct.Right }],
            [new FindingSite { Site = abdomen, Laterality = new CodedConcept("G-A101", "SRT", "Left"), TopographicalModifier = upper }],
            [],
        }));
        Assert.That(groups.Select(group => group.TrackingIdentifier), Is.EqualTo(new[] { "Kidney, Right", "Left kidney", "Mass" }));
    }

    [Test]
    public void AddMeasurements_WithAxes_DrawsThemIntoTheImages()
    {
        SegmentMeasurements measured = SegmentMeasurements.Measure(_segmentation, _images, new SegmentMeasurementOptions().WithFeatures("VoxelVolume,LongAxis,ShortAxis"));
        MeasurementReport report = Save(measured, ReportedDiameters.LargestPlane, out string path);

        MeasuredSegment first = measured.Segments.First(segment => segment.LargestDiameters is not null);
        PlaneDiameters plane = first.LargestDiameters!;
        MeasurementGroup[] drawn = [.. report.Groups.Where(group => group.Kind == MeasurementGroupKind.Planar)];
        Assert.That(drawn, Has.Length.EqualTo(2 * measured.Segments.Count(segment => segment.LargestDiameters is not null)));
        Assert.That(drawn[0].Measurements.Single().Name, Is.EqualTo(Codes.Sct.LongAxis));
        Assert.That(drawn[0].Measurements.Single().Value, Is.EqualTo(plane.LongAxis.LengthMm));
        Assert.That(drawn[0].ImageRegions[0].Image.SopInstanceUid, Is.EqualTo(_images.Images[plane.Slice].SopInstanceUid));
        ImagePoint end = drawn[0].ImageRegions[0].Points[0];
        Assert.That((end.Column, end.Row), Is.EqualTo(((float)(plane.LongAxis.FirstPixel.Column + 0.5), (float)(plane.LongAxis.FirstPixel.Row + 0.5))).Within(1e-3));
        Assert.That(drawn[0].TrackingUid, Is.EqualTo(drawn[1].TrackingUid));
        Assert.That(report.Validate(), Is.Empty);
        ReportJudges.AssertSound(path);
    }

    [Test]
    public void MeasureShapes_AloneMakesAReportToo()
    {
        MeasurementReport report = Save(SegmentMeasurements.MeasureShapes(_segmentation), ReportedDiameters.EveryPlane, out string path);
        Assert.That(report.Groups, Has.All.Matches<MeasurementGroup>(group => group.Kind == MeasurementGroupKind.Volumetric && group.SourceSeriesUid == _images.SeriesInstanceUid));
        ReportJudges.AssertSound(path);
    }

    [Test]
    public void Measure_Images_IsInHounsfieldUnitsAndAgreesWithTheVolume()
    {
        SegmentMeasurements fromImages = SegmentMeasurements.Measure(_segmentation, _images);
        SegmentMeasurements fromVolume = SegmentMeasurements.Measure(_segmentation, _images.ToVolume());
        Assert.That(fromImages.Unit, Is.EqualTo(Codes.Ucum.HounsfieldUnit));
        Assert.That(fromImages.Warnings, Is.Empty);
        foreach (SegmentFeature feature in Enum.GetValues<SegmentFeature>())
            Assert.That(fromImages.Segments[1][feature], Is.EqualTo(fromVolume.Segments[1][feature]).Within(1e-9), feature.ToString());
    }

    [Test]
    public void ToTable_HasARowForEachMeasurement()
    {
        SegmentMeasurements measured = SegmentMeasurements.Measure(_segmentation, _images);
        MeasurementTable table = measured.ToTable();
        Assert.That(table.Rows, Has.Count.EqualTo(measured.Segments.Sum(segment => segment.Features.Count)));
        Assert.That(table.Rows[0].Value, Is.EqualTo(measured.Segments[0].Features[0].Value));
    }

    [Test]
    public void Measure_ParametricMap_TakesQuantityAndUnitFromIt()
    {
        var values = new Volume<float>(_geometry);
        for (int voxel = 0; voxel < values.Voxels.Length; voxel++)
            values.Voxels[voxel] = voxel % 7;
        var metadata = new ParametricMapMetadata { Quantity = Codes.Dcm.ApparentDiffusionCoefficient, Unit = new CodedConcept("um2/s", "UCUM", "um2/s"), Derivation = new CodedConcept("110816", "DCM", "T1 Weighted Dynamic Contrast Enhanced MR Signal Intensity") };
        ParametricMap map = new ParametricMapBuilder(_images, metadata).AddVolume(values).Build();
        SegmentMeasurements measured = SegmentMeasurements.Measure(_segmentation, map);
        MeasuredFeature mean = measured.Segments[0].Features.Single(feature => feature.Feature == SegmentFeature.Mean);
        Assert.That((mean.Name, mean.Unit.Value), Is.EqualTo((Codes.Dcm.ApparentDiffusionCoefficient, "um2/s")));
        Assert.That(mean.Value, Is.EqualTo(SegmentMeasurements.Measure(_segmentation, values).Segments[0][SegmentFeature.Mean]));
        Assert.That(measured.Segments[0].Features.Single(feature => feature.Feature == SegmentFeature.Energy).Unit.Value, Is.EqualTo("(um2/s).(um2/s)"));
    }

    [Test]
    public void MeasureCommand_WritesReportAndTable()
    {
        string output = CommandRun.Succeed(
            "measure", "--inputDICOM", _folder["seg.dcm"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["sr.dcm"], "--csv", _folder["sr.csv"],
            "--features", "shape,Mean,percentile", "--percentiles", "5", "--drawAxes");
        Assert.That(output, Does.Contain("Volume").And.Contain("Percentile 5").And.Contain("Saved"));
        MeasurementReport report = MeasurementReport.Open(_folder["sr.dcm"]);
        Assert.That(report.Groups[0].Measurements, Has.Count.EqualTo(9));
        Assert.That(MeasurementTable.Load(_folder["sr.csv"]).Rows, Has.Count.EqualTo(9 * _segmentation.Segments.Count));
        ReportJudges.AssertSound(_folder["sr.dcm"]);
    }

    [Test]
    public void MeasureCommand_UnknownFeature_IsAnError()
    {
        string error = CommandRun.Fail("measure", "--inputDICOM", _folder["seg.dcm"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["no.dcm"], "--features", "beauty");
        Assert.That(error, Does.Contain("'beauty' is no feature"));
        Assert.That(File.Exists(_folder["no.dcm"]), Is.False);
    }

    private MeasurementReport Save(SegmentMeasurements measured, ReportedDiameters diameters, out string path)
    {
        var metadata = new MeasurementReportMetadata { SeriesDescription = "Measurements", Observers = [new DeviceObserver { Name = "Tester" }] };
        path = _folder[$"report{diameters}{measured.Segments.Count}.dcm"];
        new MeasurementReportBuilder(metadata).AddMeasurements(measured, diameters).Build().Save(path);
        return MeasurementReport.Open(path);
    }
}
