using System.Net;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Web;

/// <summary>Everything against a real archive: Orthanc with its DICOMweb plug-in.</summary>
public class OrthancTests
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
        SeriesMatch series = (await web.SearchSeriesAsync(study.StudyInstanceUid, new DicomWebQuery { Modality = "CT" })).Single();
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
        byte[] torn = File.ReadAllBytes(_paths[0])[..^100];
        File.WriteAllBytes(_folder["torn.dcm"], torn);
        using DicomWebClient trusting = Client();
        Assert.That((await trusting.StoreAsync(paths[1])).Failures, Is.Empty, "Orthanc says of what its filter has thrown away that it is stored");
        using DicomWebClient web = Client(new DicomWebOptions { VerifyStored = true });
        StoreResult result = await web.StoreAsync([paths[0], _folder["torn.dcm"], paths[1], paths[2]]);
        Assert.That(result.Stored.Select(stored => stored.File), Is.EqualTo(new[] { paths[0], paths[2] }));
        Assert.That(result.Failures.Select(failure => failure.File), Is.EquivalentTo(new[] { _folder["torn.dcm"], paths[1] }));
        Assert.That(result.Failures.Single(failure => failure.File == paths[1]).Meaning, Does.Contain("does not find it"));
        Assert.That(await web.SearchInstancesAsync(result.Stored[0].StudyInstanceUid), Has.Count.EqualTo(2));
    }
}
