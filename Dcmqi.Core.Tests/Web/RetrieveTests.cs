using System.Net;
using Dcmqi.Tests.Support;
using static Dcmqi.Tests.Web.Multipart;

namespace Dcmqi.Tests.Web;

/// <summary>What WADO-RS gives becomes files, sources and frames (PS3.18 10.4).</summary>
public class RetrieveTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(7, 5, 4);
    private static readonly PhantomSeries Series = new(Geometry) { Pixels = new PhantomTorso(Geometry).Slice };
    private static readonly string Study = PhantomUid.Of("phantom study"), SeriesUid = PhantomUid.Of("phantom series");

    private static byte[][] Files => [.. Enumerable.Range(0, Geometry.Size.Z).Select(Series.File)];

    [TestCase("Content-Type: application/dicom")]
    [TestCase("content-type: application/dicom; transfer-syntax=1.2.840.10008.1.2.1\r\nContent-Length: {0}\r\nMIME-Version: 1.0")]
    [TestCase("")]
    public async Task Instances_BecomeFiles_NamedByTheirUids(string headers)
    {
        using var folder = new TemporaryFolder();
        var archive = new FakeArchive((_, _) => FakeArchive.Bytes(Of(Files.Select(file => (string.Format(null, headers, file.Length), file))), Type("application/dicom")));
        using DicomWebClient web = archive.Client();
        IReadOnlyList<string> paths = await web.RetrieveInstancesAsync(Study, SeriesUid, folder["new/ct"]);
        Assert.That(paths.Select(File.ReadAllBytes), Is.EqualTo(Files));
        Assert.That(paths.Select(path => Path.GetFileName(path)), Is.EqualTo(Files.Select((_, slice) => PhantomUid.Of($"phantom image {slice}") + ".dcm")));
        Assert.That(folder.FileNames(), Has.Length.EqualTo(4));
        Assert.That(archive.Asked[0].Address.AbsolutePath, Is.EqualTo($"/dicom-web/studies/{Study}/series/{SeriesUid}"));
        Assert.That(archive.Messages[0].Headers.Accept.ToString(), Is.EqualTo("multipart/related; type=\"application/dicom\"; transfer-syntax=*"));
    }

    // What stands before the first boundary and after the last is nobody's (RFC 2046 5.1.1); parts are found however the bytes come.
    [Test]
    public async Task Parts_AreFound_HoweverBytesCome()
    {
        byte[] body = [.. Bytes("preamble\r\n--b0undar\r\n"), .. Of(Files.Select(file => ("Content-Type: application/dicom", file))), .. Bytes("epilogue")];
        foreach (int size in new[] { 1, 7, 4096, 1 << 20 })
        {
            using var folder = new TemporaryFolder();
            using DicomWebClient web = new FakeArchive((_, _) => Streamed(new PiecesStream(body, size), Type("application/dicom"))).Client();
            IReadOnlyList<string> paths = await web.RetrieveInstancesAsync(Study, null, folder.Root);
            Assert.That(paths.Select(File.ReadAllBytes), Is.EqualTo(Files), $"{size} bytes at a time");
        }
    }

    [Test]
    public async Task Instances_ConnectionBreaks_AreAskedForAgain()
    {
        using var folder = new TemporaryFolder();
        byte[] body = Of(Files.Select(file => ("Content-Type: application/dicom", file)));
        int asked = 0;
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Bytes(++asked == 1 ? body[..(body.Length / 2)] : body, Type("application/dicom"))).Client();
        IReadOnlyList<string> paths = await web.RetrieveInstancesAsync(Study, SeriesUid, folder.Root);
        Assert.That((asked, paths.Count, folder.FileNames().Length), Is.EqualTo((2, 4, 4)));
    }

    [Test]
    public async Task Instance_AsOneFileWithoutParts_IsTaken()
    {
        using var folder = new TemporaryFolder();
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Bytes(Files[2], "application/dicom")).Client();
        string path = await web.RetrieveInstanceAsync(Study, SeriesUid, PhantomUid.Of("phantom image 2"), folder.Root);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Files[2]));
    }

    [Test]
    public void Instances_OnlyAPart_IsToldAndTheFilesStay()
    {
        using var folder = new TemporaryFolder();
        using DicomWebClient web = new FakeArchive((_, _) =>
        {
            HttpResponseMessage response = FakeArchive.Bytes(Of(("Content-Type: application/dicom", Files[0])), Type("application/dicom"));
            response.StatusCode = HttpStatusCode.PartialContent;
            return response;
        }).Client();
        Assert.That(() => web.RetrieveInstancesAsync(Study, SeriesUid, folder.Root), Throws.TypeOf<DicomWebException>().With.Message.Contain("only a part: 1 instances"));
        Assert.That(folder.FileNames(), Has.Length.EqualTo(1));
    }

    // Headers alone make the sources that files make; what is built of them is the same, byte by byte.
    [Test]
    public async Task Sources_OfMetadata_AreThoseOfFiles()
    {
        var archive = new FakeArchive((_, _) => FakeArchive.Json(DicomJsonText.Of(Files)));
        using DicomWebClient web = archive.Client();
        SourceImages source = await web.LoadSourceAsync(Study, SeriesUid);
        Assert.That(archive.Asked.Single().Address.AbsolutePath, Is.EqualTo($"/dicom-web/studies/{Study}/series/{SeriesUid}/metadata"));
        Assert.That(source.Geometry, Is.EqualTo(SourceImages.Load(Series.Streams()).Geometry));
        Assert.That(source.Frames.Select(frame => frame.Image.SopInstanceUid), Is.EqualTo(Enumerable.Range(0, 4).Select(slice => PhantomUid.Of($"phantom image {slice}"))));
    }

    [TestCase("1.2.840.10008.1.2.1", PixelCompression.None, "Content-Type: application/octet-stream")]
    [TestCase("1.2.840.10008.1.2.5", PixelCompression.Rle, "Content-Type: image/dicom-rle")]
    [TestCase("1.2.840.10008.1.2.4.80", PixelCompression.JpegLs, "Content-Type: image/jls; transfer-syntax=1.2.840.10008.1.2.4.80")]
    public async Task Segmentation_LiesInTheArchive_AndFramesComeWhenAskedFor(string syntax, PixelCompression compression, string headers)
    {
        using Segmentation built = StoreTests.Segmentation().ConvertTo(new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap });
        byte[][] frames = RemoteSegmentation.FramesOf(built, compression);
        var archive = new FakeArchive((request, _) => request.RequestUri!.AbsolutePath.EndsWith("/metadata", StringComparison.Ordinal)
            ? FakeArchive.Json(RemoteSegmentation.HeaderOf(built))
            : FakeArchive.Bytes(Of(RemoteSegmentation.NumbersOf(request).Select(number => (headers, frames[number - 1]))), Type("application/octet-stream")));
        using DicomWebClient web = archive.Client();
        using Segmentation opened = await web.OpenSegmentationAsync(built.StudyInstanceUid, built.SeriesInstanceUid, built.SopInstanceUid);
        Assert.That(opened.ToString(), Is.EqualTo(built.ToString()));
        Assert.That(opened.ToLabelMap().Voxels.ToArray(), Is.EqualTo(built.ToLabelMap().Voxels.ToArray()));
        Assert.That(archive.Messages[^1].Headers.Accept.ToString(), Is.EqualTo("multipart/related; type=\"application/octet-stream\"; transfer-syntax=*"));
        using var saved = new MemoryStream();
        opened.Save(saved);
        using var expected = new MemoryStream();
        built.Save(expected);
        Assert.That(saved.ToArray(), Is.EqualTo(expected.ToArray()), syntax);
    }

    // Frames of single bits that do not fill whole bytes: Orthanc cannot give them one by one.
    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.InternalServerError)]
    public async Task Segmentation_ArchiveGivesNoFrames_IsRetrievedWhole(HttpStatusCode status)
    {
        using Segmentation built = StoreTests.Segmentation();
        using var file = new MemoryStream();
        built.Save(file);
        var archive = new FakeArchive((request, _) => request.RequestUri!.AbsolutePath.EndsWith("/metadata", StringComparison.Ordinal) ? FakeArchive.Json(RemoteSegmentation.HeaderOf(built))
            : request.RequestUri.AbsolutePath.Contains("/frames/", StringComparison.Ordinal) ? new HttpResponseMessage(status)
            : FakeArchive.Bytes(Of(("Content-Type: application/dicom", file.ToArray())), Type("application/dicom")));
        using DicomWebClient web = archive.Client();
        using Segmentation opened = await web.OpenSegmentationAsync(built.StudyInstanceUid, built.SeriesInstanceUid, built.SopInstanceUid);
        Assert.That(opened.ToLabelMap().Voxels.ToArray(), Is.EqualTo(built.ToLabelMap().Voxels.ToArray()));
        Assert.That(archive.Asked, Has.Count.EqualTo(3));
    }

    // A frame is asked for once, with its neighbours; what fails is asked for anew; after Dispose nothing is.
    [Test]
    public async Task Segmentation_Frames_ComeInBlocks_AndFailuresAreTold()
    {
        using Segmentation built = StoreTests.Segmentation().ConvertTo(new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap });
        byte[][] frames = RemoteSegmentation.FramesOf(built, PixelCompression.None);
        bool isDown = false;
        var archive = new FakeArchive((request, _) => isDown ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : request.RequestUri!.AbsolutePath.EndsWith("/metadata", StringComparison.Ordinal) ? FakeArchive.Json(RemoteSegmentation.HeaderOf(built))
            : FakeArchive.Bytes(Of(RemoteSegmentation.NumbersOf(request).Select(number => ("Content-Type: application/octet-stream", frames[number - 1]))), Type("application/octet-stream")));
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { Retries = 1 });
        Segmentation opened = await web.OpenSegmentationAsync(built.StudyInstanceUid, built.SeriesInstanceUid, built.SopInstanceUid);
        int before = archive.Asked.Count;
        Assert.That(before, Is.EqualTo(3), "the header, the first frame alone, and all frames with it: they are small");
        isDown = true;
        _ = opened.ToLabelMap();
        Assert.That(archive.Asked, Has.Count.EqualTo(before), "they are kept");
        opened.Dispose();
        Assert.That(() => opened.ToLabelMap(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => web.OpenSegmentationAsync(built.StudyInstanceUid, built.SeriesInstanceUid, built.SopInstanceUid), Throws.TypeOf<DicomWebException>().With.Message.Contain("Tried 2 times"));
    }

    internal static HttpResponseMessage Streamed(Stream body, string type)
    {
        var content = new StreamContent(body, 4096);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    // Gives no more than so many bytes at once.
    private sealed class PiecesStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
