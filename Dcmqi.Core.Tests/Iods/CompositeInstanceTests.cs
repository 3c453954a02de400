using System.Diagnostics;
using Dcmqi.Cli;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

/// <summary>What segmentations, maps and reports have in common: files that are released, identity, saving and opening.</summary>
public class CompositeInstanceTests
{
    // Larger than what is read whole, so that a handle is held.
    private static readonly VolumeGeometry Large = Grids.Axial(301, 203, 50);
    private static readonly VolumeGeometry Small = Grids.Axial(7, 5, 3);

    private static readonly MeasurementReportMetadata Report = new()
    {
        SeriesDescription = "R",
        Observers = [new DeviceObserver { Name = "D", Uid = "2.25.9" }],
        QualitativeEvaluations = [new QualitativeEvaluation { Name = new CodedConcept("C2986409", "NCIt", "Overall response"), Text = "stable" }],
    };

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _folder = new TemporaryFolder();
        Labelled(Small).Save(_folder["small.dcm"]);
        Labelled(Large).Save(_folder["large.dcm"]);
        Map(Small).Save(_folder["smallmap.dcm"]);
        Map(Large).Save(_folder["largemap.dcm"]);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("small")]
    [TestCase("large")]
    public void Dispose_Segmentation_KeepsWhatWasReadAndClosesTheFile(string name)
    {
        var opened = Segmentation.Open(_folder[name + ".dcm"]);
        string text = opened.ToString();
        Assert.That(OpenHandles(), Is.EqualTo(name == "small" ? 0 : 1).Or.EqualTo(-1), "a small file is read whole");
        opened.Dispose();
        opened.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(OpenHandles(), Is.LessThanOrEqualTo(0));
            Assert.That(opened.ToString(), Is.EqualTo(text));
            Assert.That(opened.Segments, Has.Count.EqualTo(2));
            Assert.That(opened.SopInstanceUid, Is.Not.Empty);
            Assert.That(opened.GetFrame(1).SourceInstanceUids, Is.Not.Empty);
            Assert.That(() => opened.ToLabelMap(), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains($"'{name}.dcm' was closed"));
            Assert.That(() => opened.Save(new MemoryStream()), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(async () => await opened.SaveAsync(new MemoryStream()), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [TestCase("small")]
    [TestCase("large")]
    public void Dispose_ParametricMap_ClosesTheFile(string name)
    {
        var opened = ParametricMap.Open(_folder[name + "map.dcm"]);
        opened.Dispose();
        Assert.That(OpenHandles(), Is.LessThanOrEqualTo(0));
        Assert.That(() => opened.ToVolume(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Dispose_Built_NeedsNoFile()
    {
        Segmentation built = Labelled(Small);
        built.Dispose();
        Assert.That(built.ToLabelMap().Voxels.ToArray(), Has.Some.Not.Zero);
    }

    [Test]
    public void Open_Refused_ClosesTheFileFirst()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => ParametricMap.Open(_folder["large.dcm"]), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Segmentation.Open(_folder["largemap.dcm"]), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => MeasurementReport.Open(_folder["largemap.dcm"]), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Segmentation.OpenAll([_folder["large.dcm"], _folder["largemap.dcm"]]), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Segmentation.Open([_folder["large.dcm"], _folder["largemap.dcm"]]), Throws.TypeOf<NotSupportedException>());
            Assert.That(async () => await Segmentation.OpenAsync(_folder["largemap.dcm"]), Throws.TypeOf<NotSupportedException>());
            Assert.That(OpenHandles(), Is.LessThanOrEqualTo(0));
        });
    }

    // Today's programs leave collecting to chance; a low limit shows whether handles wait for it.
    [Test]
    [Platform("Linux")]
    public void Open_FiveThousandFiles_FitALowLimit()
    {
        string listed = string.Join(' ', Enumerable.Repeat($"'{_folder["large.dcm"]}' '{_folder["largemap.dcm"]}'", 2500));
        string script = _folder["many.sh"];
        File.WriteAllText(script, $"ulimit -n 256\nexec '{Environment.ProcessPath}' '{typeof(CommandLine).Assembly.Location}' pminfo {listed} > /dev/null\n");
        using var run = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardError = true })!;
        string told = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.That(told, Does.Not.Contain("Too many open files"));
        Assert.That(told, Does.Contain("can be opened here"));
    }

    [Test]
    public void Convert_OpenedThenDisposed_LivesOn()
    {
        foreach (SegmentationEncoding encoding in Enum.GetValues<SegmentationEncoding>())
        {
            Segmentation converted;
            byte[] expected;
            using (var opened = Segmentation.Open(_folder["large.dcm"]))
            {
                converted = opened.ConvertTo(new() { Encoding = encoding });
                expected = Bytes(converted);
            }

            Assert.That(Bytes(converted), Is.EqualTo(expected), encoding.ToString());
        }
    }

    [Test]
    public void Identity_OfEachKind_IsThatOfTheFile()
    {
        using var phantom = new ReportPhantom();
        using var segmentation = Segmentation.Open(phantom.SegmentationPath);
        using ParametricMap map = Map(Small);
        using MeasurementReport report = phantom.Builder(Report).Build();
        Assert.Multiple(() =>
        {
            foreach (CompositeInstance instance in (CompositeInstance[])[segmentation, map, report])
            {
                Assert.That(instance.StudyInstanceUid, Is.EqualTo("2.25.1000"));
                Assert.That(instance.SopClassUid, Is.EqualTo(instance.DataSet.GetString(Tags.SOPClassUID)));
                Assert.That(instance.SeriesInstanceUid, Is.EqualTo(instance.DataSet.GetString(Tags.SeriesInstanceUID)).And.Not.Empty);
                Assert.That(instance.Context, Has.Property("PatientName").EqualTo("Müller^Jörg").And.Property("PatientId").EqualTo("P1").And.Property("StudyInstanceUid").EqualTo("2.25.1000").And.Property("AccessionNumber").EqualTo("A1"));
                Assert.That(instance.Context.Equipment!.Manufacturer, Is.EqualTo("Dcmqi.Core"));
                SeriesReference ct = instance.References.Single(series => series.SeriesInstanceUid == CtSeries.SeriesUid);
                Assert.That(ct.StudyInstanceUid, Is.EqualTo("2.25.1000"));
                Assert.That(ct.Instances.Select(image => image.SopInstanceUid), Does.Contain("2.25.20001"));
                Assert.That(ct.Instances.Select(image => image.SopClassUid), Is.All.EqualTo(Uids.CTImageStorage));
            }

            Assert.That(segmentation.FrameOfReferenceUid, Is.EqualTo("2.25.1002"));
            Assert.That(map.FrameOfReferenceUid, Is.EqualTo("2.25.1002"));
            Assert.That(report.FrameOfReferenceUid, Is.Null);
            Assert.That(report.References.SelectMany(series => series.Instances), Is.EqualTo(report.Evidence));
            Assert.That(report.Evidence.Select(instance => instance.SopInstanceUid), Does.Contain(phantom.SegmentationUid));
        });
    }

    [Test]
    public void References_WithoutTheModule_AreTheSourcesOfFrames()
    {
        DataSet dataSet = Labelled(Small).DataSet.Clone();
        dataSet.Remove(Tags.ReferencedSeriesSequence);
        using Segmentation opened = Written.AndOpened(dataSet);
        Assert.That(opened.References.Single().SeriesInstanceUid, Is.Empty);
        Assert.That(opened.References.Single().Instances.Select(image => image.SopInstanceUid), Is.EquivalentTo(new[] { "2.25.20000", "2.25.20001", "2.25.20002" }));
    }

    [TestCase(PixelCompression.None)]
    [TestCase(PixelCompression.Deflated)]
    [TestCase(PixelCompression.Rle)]
    public async Task SaveAsync_UsesAsynchronousCallsAlone(PixelCompression compression)
    {
        using Segmentation built = Labelled(Small);
        var saved = new MemoryStream();
        await built.SaveAsync(new AsynchronousStream(saved), new() { Compression = compression });
        var expected = new MemoryStream();
        built.Save(expected, new() { Compression = compression });
        Assert.That(saved.ToArray(), Is.EqualTo(expected.ToArray()));

        saved.Position = 0;
        using Segmentation opened = await Segmentation.OpenAsync(new AsynchronousStream(saved));
        Assert.That(opened.ToLabelMap().Voxels.SequenceEqual(built.ToLabelMap().Voxels));
        await opened.SaveAsync(_folder["async.dcm"], new() { Compression = compression });
        Assert.That(await File.ReadAllBytesAsync(_folder["async.dcm"]), Is.EqualTo(saved.ToArray()));
        using Segmentation again = await Segmentation.OpenAsync(_folder["async.dcm"]);
        Assert.That(again.Files, Is.EqualTo(new[] { _folder["async.dcm"] }));
    }

    [Test]
    public async Task SaveAsync_MapsAndReports_UseAsynchronousCallsAlone()
    {
        using ParametricMap map = Map(Small);
        var saved = new MemoryStream();
        await map.SaveAsync(new AsynchronousStream(saved));
        saved.Position = 0;
        using ParametricMap opened = await ParametricMap.OpenAsync(new AsynchronousStream(saved));
        Assert.That(Maps.SameBits<float>(opened.ToVolume().Voxels, map.ToVolume().Voxels));

        using var phantom = new ReportPhantom();
        using MeasurementReport report = phantom.Builder(Report).Build();
        saved = new MemoryStream();
        await report.SaveAsync(new AsynchronousStream(saved), new() { Compression = PixelCompression.Deflated });
        saved.Position = 0;
        using MeasurementReport reread = await MeasurementReport.OpenAsync(new AsynchronousStream(saved));
        Assert.That(reread.Metadata, Is.EqualTo(report.Metadata));
        Assert.That(() => report.Save(new MemoryStream(), new() { Compression = PixelCompression.Rle }), Throws.ArgumentException.With.Message.Contains("a report has none"));
    }

    [Test]
    public async Task Save_Durable_WritesTheSame()
    {
        using Segmentation built = Labelled(Small);
        var durable = new SaveOptions { Durable = true };
        var expected = new MemoryStream();
        built.Save(expected);
        built.Save(_folder["durable.dcm"], durable);
        Assert.That(await File.ReadAllBytesAsync(_folder["durable.dcm"]), Is.EqualTo(expected.ToArray()));
        await built.SaveAsync(_folder["durable.dcm"], durable);
        Assert.That(await File.ReadAllBytesAsync(_folder["durable.dcm"]), Is.EqualTo(expected.ToArray()));
        using var joined = Segmentation.Open(built.SaveConcatenation(_folder["part.dcm"], Concatenation.ByFrames(2), durable));
        Assert.That(joined.ToLabelMap().Voxels.SequenceEqual(built.ToLabelMap().Voxels));
        Assert.That(durable.ToString(), Is.EqualTo("SaveOptions: no compression, durable"));
    }

    [Test]
    public void SaveAsync_Cancelled_LeavesNoFile()
    {
        using Segmentation built = Labelled(Small);
        Assert.That(async () => await built.SaveAsync(_folder["cancelled.dcm"], cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.Exists(_folder["cancelled.dcm"]), Is.False);
    }

    [Test]
    public void Build_ChangedVolume_LeavesTheObjectAsItWas()
    {
        SourceImages source = CtSeries.Load(Small);
        Volume<float> values = Maps.Float(Small, 3);
        using ParametricMap map = new ParametricMapBuilder(source, Maps.Adc).AddVolume(values).Build();
        using ParametricMap shared = new ParametricMapBuilder(source, Maps.Adc) { Ownership = VolumeOwnership.HandedOver }.AddVolume(values).Build();
        Volume<byte> mask = new(Small);
        mask.Voxels.Fill(1);
        using Segmentation segmentation = new SegmentationBuilder(source).AddMask(mask, Labels.Segment(1)).Build();
        Volume<float> fractions = new(Small);
        fractions.Voxels.Fill(0.5f);
        using Segmentation fractional = new SegmentationBuilder(source) { Options = new() { Encoding = SegmentationEncoding.Fractional } }.AddFractions(fractions, Labels.Segment(1)).Build();
        byte[] extension = [1, 2, 3];
        var kept = new NiftiExtension(6, extension);

        double before = map.ToVolume().Voxels[7];
        values.Voxels.Clear();
        mask.Voxels.Clear();
        fractions.Voxels.Clear();
        extension[0] = 9;
        Assert.Multiple(() =>
        {
            Assert.That(before, Is.Not.Zero);
            Assert.That(map.ToVolume().Voxels[7], Is.EqualTo(before));
            Assert.That(shared.ToVolume().Voxels[7], Is.Zero, "handed over: it is the builder's, and not copied");
            Assert.That(segmentation.ToMask(1).Voxels.ToArray(), Is.All.EqualTo(1));
            Assert.That(fractional.ToFractions(1).Voxels.ToArray(), Is.All.EqualTo(0.5f).Within(0.01f));
            Assert.That(kept.Data.Span[0], Is.EqualTo(1));
        });
    }

    private static Segmentation Labelled(VolumeGeometry geometry) =>
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)) { Options = new() { EmptyFrames = EmptyContent.Keep } }.AddLabelMap(Labels.Random(geometry, 2, 5)).Build();

    private static ParametricMap Map(VolumeGeometry geometry) => new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 4)).Build();

    private static byte[] Bytes(Segmentation segmentation)
    {
        using var stream = new MemoryStream();
        segmentation.Save(stream);
        return stream.ToArray();
    }

    // -1 where the system does not tell.
    private int OpenHandles() => Directory.Exists("/proc/self/fd")
        ? Directory.GetFiles("/proc/self/fd").Count(handle => new FileInfo(handle).LinkTarget?.StartsWith(_folder.Root, StringComparison.Ordinal) == true)
        : -1;
}
