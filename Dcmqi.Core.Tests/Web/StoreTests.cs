using System.Net;
using System.Text;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Web;

/// <summary>What is sent in STOW-RS (PS3.18 10.5), and what comes of the archive's answers.</summary>
public class StoreTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(7, 5, 4);

    [Test]
    public async Task Store_Files_GoAsPartsInBatches_AndFailuresAreToldByReason()
    {
        using var folder = new TemporaryFolder();
        string[] paths = new PhantomSeries(Geometry).Write(folder["ct"]);
        File.WriteAllText(folder["note.txt"], "no DICOM");
        string[] uids = [.. paths.Select(path => InstanceIdentity.Read(path).SopInstanceUid)];
        var archive = new FakeArchive((_, body) => FakeArchive.Json(Answer(stored: [.. uids.Where(uid => uid != uids[1] && uid != uids[3] && Holds(body, uid))], failed: Holds(body, uids[1]) ? [(uids[1], 0x0122)] : []), HttpStatusCode.Accepted));
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { BatchInstances = 3 });
        StoreResult result = await web.StoreAsync([.. paths, folder["note.txt"], folder["nowhere.dcm"]]);

        Assert.That(archive.Asked.Select(asked => (asked.Method, asked.Address.AbsoluteUri)), Is.All.EqualTo((HttpMethod.Post, "https://pacs.test/dicom-web/studies")));
        Assert.That(archive.Asked.Select(asked => Parts(archive, asked.Body).Length), Is.EqualTo(new[] { 3, 1 }));
        Assert.That(archive.Asked.SelectMany(asked => Parts(archive, asked.Body)), Is.EqualTo(paths.Select(File.ReadAllBytes)));
        Assert.That(result.Stored.Select(stored => (stored.SopInstanceUid, stored.File, stored.Warning)), Is.EqualTo(new[] { (uids[0], paths[0], "attributes were changed by the archive (B000H)"), (uids[2], paths[2], "attributes were changed by the archive (B000H)") }));
        Assert.That(result.Failures.Select(failure => (failure.File, failure.Reason)), Is.EquivalentTo(new[] { (paths[1], (int?)0x0122), (paths[3], (int?)null), (folder["note.txt"], (int?)null), (folder["nowhere.dcm"], (int?)null) }));
        Assert.That(result.Failures.Single(failure => failure.File == paths[1]).Meaning, Is.EqualTo("the archive does not take this SOP Class (0122H)"));
        Assert.That(result.Failures.Single(failure => failure.File == paths[3]).Meaning, Does.Contain("neither as stored nor as failed"));
        Assert.That(result.ThrowIfFailed, Throws.TypeOf<DicomWebException>().With.Message.StartsWith("4 of 6 instances were not stored").And.Message.Contain("0122H"));
    }

    [Test]
    public async Task Store_Object_IsWhatSaveWrites()
    {
        using Segmentation built = Segmentation();
        var archive = new FakeArchive((_, _) => FakeArchive.Json(Answer([built.SopInstanceUid], [])));
        using DicomWebClient web = archive.Client();
        StoreResult result = await web.StoreAsync(built, new SaveOptions { Compression = PixelCompression.Rle });
        var saved = new MemoryStream();
        built.Save(saved, new SaveOptions { Compression = PixelCompression.Rle });
        Assert.That(Parts(archive, archive.Asked[0].Body).Single(), Is.EqualTo(saved.ToArray()));
        Assert.That((result.Stored.Count, result.Failures.Count, result.Stored[0].StudyInstanceUid), Is.EqualTo((1, 0, built.StudyInstanceUid)));
    }

    // 411: some servers want the length before; nothing was taken.
    [Test]
    public async Task Store_Object_WhereLengthIsWanted_SaysIt()
    {
        using Segmentation built = Segmentation();
        var archive = new FakeArchive((request, body) => request.Content!.Headers.ContentLength is { } length && length == body.Length ? FakeArchive.Json(Answer([built.SopInstanceUid], [])) : new HttpResponseMessage(HttpStatusCode.LengthRequired));
        using DicomWebClient web = archive.Client();

        // ReadAsByteArrayAsync of the archive sets a length that was not known: what counts is that the second time it was.
        StoreResult result = await web.StoreAsync(built);
        Assert.That(result.Stored, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Store_Status200WithoutList_IsTakenForStored_WithAWarning()
    {
        using Segmentation built = Segmentation();
        using DicomWebClient web = new FakeArchive((_, _) => new HttpResponseMessage(HttpStatusCode.OK)).Client();
        StoreResult result = await web.StoreAsync(built);
        Assert.That(result.Stored, Has.Count.EqualTo(1));
        Assert.That(result.Warnings.Single(), Does.Contain("200 without the list"));
    }

    // PS3.18 10.5.3: 409 is for a request of which all failed; Orthanc answers 400 and lists what it stored.
    [TestCase(HttpStatusCode.Conflict)]
    [TestCase(HttpStatusCode.BadRequest)]
    public async Task Store_RefusedWithAList_IsRead(HttpStatusCode status)
    {
        using Segmentation built = Segmentation();
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Json(Answer([], [(built.SopInstanceUid, 0xA900)]), status)).Client();
        StoreResult result = await web.StoreAsync(built);
        Assert.That(result.Failures.Single(), Is.EqualTo(new StoreFailure { SopInstanceUid = built.SopInstanceUid, SopClassUid = built.SopClassUid, Reason = 0xA900, Meaning = "the data set does not fit its SOP Class (A900H)" }));
    }

    [TestCase(HttpStatusCode.Unauthorized, "Credentials are missing or wrong")]
    [TestCase(HttpStatusCode.RequestEntityTooLarge, "Send less at once")]
    [TestCase(HttpStatusCode.Accepted, "answers 202")]
    public void Store_NothingSaid_Throws(HttpStatusCode status, string expected)
    {
        using Segmentation built = Segmentation();
        var archive = new FakeArchive((_, _) => new HttpResponseMessage(status));
        using DicomWebClient web = archive.Client();
        DicomWebException fault = Assert.ThrowsAsync<DicomWebException>(() => web.StoreAsync(built))!;
        Assert.That(fault.Message, Does.Contain(expected));
        Assert.That(fault.StatusCode, Is.EqualTo(status));
        Assert.That(archive.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public void Store_NothingSaidOfInstances_TellsWhatIsSaid()
    {
        using Segmentation built = Segmentation();
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Json("""{"Message":"Bad request","Details":"Missing boundary","HttpStatus":400}""", HttpStatusCode.BadRequest, "application/json")).Client();
        Assert.That(() => web.StoreAsync(built), Throws.TypeOf<DicomWebException>().With.Message.EqualTo("POST https://pacs.test/dicom-web/studies: the server answers 400 Bad Request (Bad request: Missing boundary)."));
    }

    // 503 is said before anything is taken; 500 and a broken connection are not.
    [TestCase(503, StoreRetry.WhenNotTaken, 3)]
    [TestCase(429, StoreRetry.WhenNotTaken, 3)]
    [TestCase(500, StoreRetry.WhenNotTaken, 1)]
    [TestCase(0, StoreRetry.WhenNotTaken, 1)]
    [TestCase(500, StoreRetry.Always, 3)]
    [TestCase(0, StoreRetry.Always, 3)]
    [TestCase(503, StoreRetry.Never, 1)]
    public async Task Store_IsSentAgain_OnlyWhereOptionsSay_AndTells(int status, StoreRetry retry, int times)
    {
        using Segmentation built = Segmentation();
        int asked = 0;
        var archive = new FakeArchive((_, _) => ++asked == 3 ? FakeArchive.Json(Answer([built.SopInstanceUid], [])) : status == 0 ? throw new HttpRequestException("broken") : new HttpResponseMessage((HttpStatusCode)status));
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { StoreRetry = retry });
        if (times == 1)
        {
            Assert.ThrowsAsync<DicomWebException>(() => web.StoreAsync(built));
        }
        else
        {
            StoreResult result = await web.StoreAsync(built);
            Assert.That(result.Stored, Has.Count.EqualTo(1));
            Assert.That(result.Warnings, Has.Count.EqualTo(2));
            Assert.That(result.Warnings, Is.All.Contains("1 instance was sent again"));
            Assert.That(result.Warnings.All(warning => warning.Contains("may have been stored before", StringComparison.Ordinal)), Is.EqualTo(status is 0 or 500));
        }

        Assert.That(archive.Asked, Has.Count.EqualTo(times));
    }

    // What was answered is not lost when the archive breaks off later; the rest is told one by one.
    [Test]
    public async Task Store_ArchiveBreaksOffLater_TellsOfEach()
    {
        using var folder = new TemporaryFolder();
        string[] paths = new PhantomSeries(Geometry).Write(folder["ct"]);
        string[] uids = [.. paths.Select(path => InstanceIdentity.Read(path).SopInstanceUid)];
        int asked = 0;
        var archive = new FakeArchive((_, body) => ++asked == 1 ? FakeArchive.Json(Answer([.. uids.Where(uid => Holds(body, uid))], [])) : throw new HttpRequestException("broken"));
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { BatchInstances = 1 });
        StoreResult result = await web.StoreAsync(paths);
        Assert.That(result.Stored.Select(stored => stored.File), Is.EqualTo(paths[..1]));
        Assert.That(result.Failures.Select(failure => failure.File), Is.EqualTo(paths[1..]));
        Assert.That(result.Failures[0].Meaning, Does.StartWith("not known to be stored: "));
        Assert.That(result.Failures[1].Meaning, Does.StartWith("not sent: "));
        Assert.That(archive.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Store_TellsProgress_OfBytes()
    {
        using var folder = new TemporaryFolder();
        string[] paths = new PhantomSeries(Geometry).Write(folder["ct"]);
        string[] uids = [.. paths.Select(path => InstanceIdentity.Read(path).SopInstanceUid)];
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Json(Answer(uids, []))).Client(FakeArchive.Fast with { BatchInstances = 3 });
        var told = new List<ConversionProgress>();
        await web.StoreAsync(paths, new Told(told));
        long total = paths.Sum(path => new FileInfo(path).Length);
        Assert.That(told[^1], Is.EqualTo(new ConversionProgress("Storing", total, total)));
        Assert.That(told.Select(one => one.Completed), Is.Ordered);
    }

    [Test]
    public void Store_Cancelled_SendsNoMore()
    {
        using var folder = new TemporaryFolder();
        string[] paths = new PhantomSeries(Geometry).Write(folder["ct"]);
        using var cancel = new CancellationTokenSource();
        var archive = new FakeArchive((_, _) =>
        {
            cancel.Cancel();
            return FakeArchive.Json(Answer([], []));
        });
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { BatchInstances = 1 });
        Assert.That(() => web.StoreAsync(paths, null, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(archive.Asked, Has.Count.EqualTo(1));
    }

    internal static Segmentation Segmentation() => new SegmentationBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), new SegmentationMetadata
    {
        SegmentAttributes = [[new SegmentAttributes { LabelId = 1, SegmentLabel = "Liver", AlgorithmType = SegmentAlgorithmType.Manual, SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"), SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver") }]],
    }).AddLabelMap(new Volume<byte>(Geometry, [.. Enumerable.Range(0, (int)Geometry.Size.VoxelCount).Select(index => (byte)(index % 3 == 0 ? 1 : 0))])).Build();

    internal static string Answer(IReadOnlyList<string> stored, IReadOnlyList<(string Uid, int Reason)> failed) =>
        $$$"""{"00081199":{"vr":"SQ","Value":[{{{string.Join(',', stored.Select(uid => $$$"""{"00081155":{"vr":"UI","Value":["{{{uid}}}"]},"00081196":{"vr":"US","Value":[45056]}}"""))}}}]},"00081198":{"vr":"SQ","Value":[{{{string.Join(',', failed.Select(one => $$$"""{"00081155":{"vr":"UI","Value":["{{{one.Uid}}}"]},"00081197":{"vr":"US","Value":[{{{one.Reason}}}]}}"""))}}}]}}""";

    private static bool Holds(byte[] body, string uid) => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(uid + (uid.Length % 2 == 0 ? "" : "\0"))) >= 0;

    // By hand, as the parts lie: another parser judges the requests in StoreReceiverTests.
    private static byte[][] Parts(FakeArchive archive, byte[] body)
    {
        string boundary = archive.Messages[0].Content is null ? "" : Encoding.ASCII.GetString(body, 2, body.AsSpan().IndexOf("\r\n"u8) - 2);
        byte[] start = Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: application/dicom\r\n\r\n"), end = Encoding.ASCII.GetBytes($"\r\n--{boundary}");
        var parts = new List<byte[]>();
        ReadOnlySpan<byte> rest = body;
        while (rest.StartsWith(start))
        {
            int length = rest[start.Length..].IndexOf(end);
            parts.Add(rest.Slice(start.Length, length).ToArray());
            rest = rest[(start.Length + length + 2)..];
        }

        Assert.That(rest.ToArray(), Is.EqualTo(Encoding.ASCII.GetBytes($"--{boundary}--\r\n")));
        return [.. parts];
    }

    private sealed class Told(List<ConversionProgress> told) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => told.Add(value);
    }
}
