using System.Net;
using Dcmqi.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Dcmqi.Tests.Web;

/// <summary>Everything against a real archive: Orthanc with its DICOMweb plug-in.</summary>
public partial class OrthancTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(41, 33, 9);

    private readonly TemporaryFolder _folder = new();
    private OrthancServer? _server;
    private string[] _paths = [];
    private SourceImages _ct = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OrthancServer.StartAsync();
        _paths = new PhantomSeries(Geometry) { Pixels = new PhantomTorso(Geometry).Slice }.Write(_folder["ct"]);
        _ct = SourceImages.Load(_folder["ct"]);
        using DicomWebClient web = _server.Client();
        StoreResult result = await web.StoreAsync(_paths);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.Stored.Select(stored => stored.File), Is.EqualTo(_paths));
        Assert.That(result.Warnings, Is.Empty);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    private DicomWebClient Client(DicomWebOptions? options = null) => _server!.Client(options);

    [Test]
    public async Task Search_FindsWhatWasStored()
    {
        using DicomWebClient web = Client();
        StudyMatch study = (await web.SearchStudiesAsync(new DicomWebQuery { PatientName = "Phantom*", PatientId = "P-phantom" })).Single();
        Assert.That((study.StudyInstanceUid, study.StudyDate, study.PatientName), Is.EqualTo((_ct.StudyInstanceUid, "20240229", "Phantom^Paula")));
        SeriesMatch series = (await web.SearchSeriesAsync(study.StudyInstanceUid, new DicomWebQuery { Modality = "CT", Matching = new Dictionary<string, string> { ["SeriesNumber"] = "2" } })).Single();
        Assert.That((series.SeriesInstanceUid, series.SeriesNumber), Is.EqualTo((_ct.SeriesInstanceUid, (int?)2)));
        IReadOnlyList<InstanceMatch> instances = await web.SearchInstancesAsync(study.StudyInstanceUid, series.SeriesInstanceUid, new DicomWebQuery { IncludeFields = ["SliceThickness"] });
        Assert.That(instances.Select(instance => instance.SopInstanceUid), Is.EquivalentTo(_paths.Select(path => InstanceIdentity.Read(path).SopInstanceUid)));
        Assert.That((instances[0].Columns, instances[0].Rows, instances[0].GetText(0x00180050)), Is.EqualTo(((int?)41, (int?)33, "2.5")));
        Assert.That(await web.SearchInstancesAsync(study.StudyInstanceUid, series.SeriesInstanceUid, new DicomWebQuery { Limit = 4, Offset = 2 }), Has.Count.EqualTo(4));
        Assert.That(await web.SearchStudiesAsync(new DicomWebQuery { PatientId = "nobody" }), Is.Empty);
    }

    [Test]
    public void WrongPassword_IsToldAsSuch()
    {
        using var web = new DicomWebClient(_server!.Root, null, new DicomWebOptions { Authorization = new("Basic", "cmVhZGVyOm5v") });
        DicomWebException fault = Assert.ThrowsAsync<DicomWebException>(() => web.StoreAsync(_paths))!;
        Assert.That(fault.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(fault.Message, Does.Contain("Credentials are missing or wrong"));
        Assert.That(() => web.SearchStudiesAsync(), Throws.TypeOf<DicomWebException>().With.Property(nameof(DicomWebException.StatusCode)).EqualTo(HttpStatusCode.Unauthorized));
    }

    // One among good ones that the archive cannot read, and one that it will not have.
    [Test]
    public async Task BadAndRefusedObjects_AreTold_AndTheOthersStored()
    {
        var other = new PhantomSeries(ObliqueGrid.Of(9, 7, 3)) { Name = "mixed", Change = (slice, image) => image.Text(0x00100020, "LO", slice == 1 ? "REFUSED" : "P-mixed") };
        string[] paths = other.Write(_folder["mixed"]);
        byte[] bad = new PhantomSeries(Geometry) { Name = "bad" }.File(0);
        File.WriteAllBytes(_folder["bad.dcm"], bad);
        using DicomWebClient trusting = Client();
        Assert.That((await trusting.StoreAsync(paths[1])).Failures, Is.Empty, "Orthanc says of what its filter has thrown away that it is stored");
        using DicomWebClient web = Client(new DicomWebOptions { VerifyStored = true });

        // What this library would not send, since it sees it before, and Orthanc reads nearly everything: it is damaged once the sending has begun.
        StoreResult result = await web.StoreAsync([paths[0], _folder["bad.dcm"], paths[1], paths[2]], new Told(_ => File.WriteAllBytes(_folder["bad.dcm"], new byte[bad.Length])));
        Assert.That(result.Stored.Select(stored => stored.File), Is.EqualTo(new[] { paths[0], paths[2] }));
        Assert.That(result.Failures.Select(failure => failure.File), Is.EquivalentTo(new[] { _folder["bad.dcm"], paths[1] }));
        Assert.That(result.Failures.Single(failure => failure.File == paths[1]).Meaning, Does.Contain("does not find it"));
        Assert.That(await web.SearchInstancesAsync(result.Stored[0].StudyInstanceUid), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Retrieve_GivesTheFilesThatWereStored()
    {
        using DicomWebClient web = Client();
        var told = new List<ConversionProgress>();
        IReadOnlyList<string> paths = await web.RetrieveInstancesAsync(_ct.StudyInstanceUid, _ct.SeriesInstanceUid, _folder["back"], new Told(told.Add));
        Assert.That(paths.Select(path => Convert.ToHexString(File.ReadAllBytes(path))), Is.EquivalentTo(_paths.Select(path => Convert.ToHexString(File.ReadAllBytes(path)))));
        Assert.That(told[^1], Is.EqualTo(new ConversionProgress("Retrieving", 9, 9)));
        Assert.That(() => web.RetrieveInstancesAsync(_ct.StudyInstanceUid, "1.2.3", _folder["none"]), Throws.TypeOf<DicomWebException>().With.Property(nameof(DicomWebException.StatusCode)).EqualTo(HttpStatusCode.NotFound));
    }

    // Headers alone make the segmentation that files make, byte by byte.
    [Test]
    public async Task Source_OfHeaders_IsThatOfFiles()
    {
        using DicomWebClient web = Client();
        SourceImages source = await web.LoadSourceAsync(_ct.StudyInstanceUid, _ct.SeriesInstanceUid);
        Assert.That(source.Geometry, Is.EqualTo(_ct.Geometry));
        Assert.That(source.Warnings, Is.EqualTo(_ct.Warnings));
        Assert.That(Bytes(Build(source, 7, SegmentationEncoding.LabelMap)), Is.EqualTo(Bytes(Build(_ct, 7, SegmentationEncoding.LabelMap))));
    }

    [TestCase(SegmentationEncoding.Binary, PixelCompression.None)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.None)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.Rle)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.JpegLs)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.DeflatedFrame)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.Rle)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.Deflated)]
    public async Task Segmentation_StoredAndOpenedThere_HasEveryVoxelAndSegment(SegmentationEncoding encoding, PixelCompression compression)
    {
        using Segmentation built = Build(_ct, 100 + (10 * (int)encoding) + (int)compression, encoding);
        using DicomWebClient web = Client();
        StoreResult result = await web.StoreAsync(built, new SaveOptions { Compression = compression });
        Assert.That((result.Stored.Count, result.Failures.Count, result.Warnings.Count), Is.EqualTo((1, 0, 0)), string.Join('\n', result.Failures));
        InstanceMatch found = (await web.SearchInstancesAsync(built.StudyInstanceUid, built.SeriesInstanceUid)).Single();
        Assert.That((found.SopInstanceUid, found.SopClassUid, found.FrameCount), Is.EqualTo((built.SopInstanceUid, built.SopClassUid, (int?)built.FrameCount)));

        using Segmentation there = await web.OpenSegmentationAsync(found.StudyInstanceUid, found.SeriesInstanceUid, found.SopInstanceUid);
        Assert.That(there.ToString(), Is.EqualTo(built.ToString()));
        Assert.That(there.Segments.Select(segment => segment.ToString()), Is.EqualTo(built.Segments.Select(segment => segment.ToString())));
        Assert.That(there.ToLabelMap().Voxels.ToArray(), Is.EqualTo(built.ToLabelMap().Voxels.ToArray()));
        string path = await web.RetrieveInstanceAsync(found.StudyInstanceUid, found.SeriesInstanceUid, found.SopInstanceUid, _folder["seg"]);
        using var saved = new MemoryStream();
        built.Save(saved, new SaveOptions { Compression = compression });
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(saved.ToArray()));
    }

    // Colours that stand in a palette are binary values of the header.
    [Test]
    public async Task Palette_OfAStoredLabelMap_ComesWithTheHeader()
    {
        using Segmentation built = Build(_ct, 500, SegmentationEncoding.LabelMap).ConvertTo(new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap, LabelMapColorModel = LabelMapColorModel.PaletteColor });
        using DicomWebClient web = Client();
        (await web.StoreAsync(built)).ThrowIfFailed();
        using Segmentation there = await web.OpenSegmentationAsync(built.StudyInstanceUid, built.SeriesInstanceUid, built.SopInstanceUid);
        Assert.That(there.Segments.Select(segment => segment.DisplayColor), Is.EqualTo(built.Segments.Select(segment => segment.DisplayColor)));
        Assert.That(there.ToLabelMap().Voxels.ToArray(), Is.EqualTo(built.ToLabelMap().Voxels.ToArray()));
    }

    [Test]
    public async Task MapAndReport_StoredAndRetrieved_AreIdentical()
    {
        ParametricMap map = new ParametricMapBuilder(_ct, Maps.Adc).AddVolume(Maps.Float(Geometry, 3)).Build();
        using Segmentation segmentation = Build(_ct, 9, SegmentationEncoding.Binary);
        MeasurementReport report = new MeasurementReportBuilder(_ct).AddMeasurements(SegmentMeasurements.Measure(segmentation, _ct)).Build();
        using DicomWebClient web = Client();
        StoreResult result = await web.StoreAsync([map, report, segmentation]);
        Assert.That(result.Stored.Select(stored => stored.SopInstanceUid), Is.EqualTo(new[] { map.SopInstanceUid, report.SopInstanceUid, segmentation.SopInstanceUid }), string.Join('\n', result.Failures));
        using ParametricMap mapBack = ParametricMap.Open(await web.RetrieveInstanceAsync(map.StudyInstanceUid, map.SeriesInstanceUid, map.SopInstanceUid, _folder["pm"]));
        Assert.That(mapBack.ToVolume().Voxels.ToArray(), Is.EqualTo(Maps.Float(Geometry, 3).Voxels.ToArray()));
        using MeasurementReport reportBack = MeasurementReport.Open(await web.RetrieveInstanceAsync(report.StudyInstanceUid, report.SeriesInstanceUid, report.SopInstanceUid, _folder["sr"]));
        Assert.That(reportBack.Metadata, Is.EqualTo(report.Metadata));
    }

    // A server that is gone in the middle: what it said is told, the rest too, and nothing is sent twice.
    [Test]
    public async Task ServerStopsInTheMiddle_TellsOfEach()
    {
        using OrthancServer server = await OrthancServer.StartAsync();
        using DicomWebClient web = server.Client(new DicomWebOptions { BatchInstances = 1, Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(10) });
        StoreResult result = await web.StoreAsync(_paths, new Stopping(server, _paths.Take(3).Sum(path => new FileInfo(path).Length)));
        Assert.That(result.Stored.Select(stored => stored.File), Is.EqualTo(_paths[..3]));
        Assert.That(result.Failures.Select(failure => failure.File), Is.EqualTo(_paths[3..]));
        Assert.That(result.Failures, Is.All.Property(nameof(StoreFailure.Meaning)).Contains("POST"));
    }

    [Test]
    public async Task ManyInstances_AreStoredFoundAndRetrieved()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("DCMQI_WEB_INSTANCES"), System.Globalization.CultureInfo.InvariantCulture, out int wanted) ? wanted : 600;
        string[] paths = new PhantomSeries(ObliqueGrid.Of(3, 2, count)) { Name = "many" }.Write(_folder["many"]);
        using DicomWebClient web = Client();
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        StoreResult result = await web.StoreAsync(paths);
        Assert.That((result.Stored.Count, result.Failures.Count), Is.EqualTo((count, 0)));
        TestContext.Out.WriteLine($"{count} stored: {System.Diagnostics.Stopwatch.GetElapsedTime(start)}");
        start = System.Diagnostics.Stopwatch.GetTimestamp();
        string study = result.Stored[0].StudyInstanceUid, series = PhantomUid.Of("many series");
        Assert.That((await web.SearchInstancesAsync(study, series)).Select(match => match.SopInstanceUid), Is.EquivalentTo(result.Stored.Select(stored => stored.SopInstanceUid)));
        TestContext.Out.WriteLine($"searched: {System.Diagnostics.Stopwatch.GetElapsedTime(start)}");
        start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.That((await web.LoadSourceAsync(study, series)).Frames, Has.Count.EqualTo(count));
        TestContext.Out.WriteLine($"headers: {System.Diagnostics.Stopwatch.GetElapsedTime(start)}");
        start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.That(await web.RetrieveInstancesAsync(study, series, _folder["many-back"]), Has.Count.EqualTo(count));
        TestContext.Out.WriteLine($"retrieved: {System.Diagnostics.Stopwatch.GetElapsedTime(start)}");
    }

    private static Segmentation Build(SourceImages source, int seed, SegmentationEncoding encoding) =>
        new SegmentationBuilder(source, PhantomTorso.Metadata())
        {
            Options = new SegmentationOptions { Encoding = encoding },
            Authorship = new Authorship { Uids = new UidGenerator($"orthanc {seed}"), TimeProvider = new FakeTimeProvider() },
        }
            .AddLabelMap(new Volume<byte>(Geometry, new PhantomTorso(Geometry).Labels())).Build();

    private static byte[] Bytes(Segmentation segmentation)
    {
        var stream = new MemoryStream();
        segmentation.Save(stream);
        return stream.ToArray();
    }

    private sealed class Told(Action<ConversionProgress> tell) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => tell(value);
    }

    private sealed class Stopping(OrthancServer server, long after) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value)
        {
            if (value.Completed > after)
                server.Kill();
        }
    }
}
