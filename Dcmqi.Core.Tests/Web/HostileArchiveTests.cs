using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dcmqi.Tests.Support;
using static Dcmqi.Tests.Web.Multipart;

namespace Dcmqi.Tests.Web;

/// <summary>Archives that answer what they must not: a clear error each, bounded cost, and no file left.</summary>
public class HostileArchiveTests
{
    private static readonly byte[] Image = new PhantomSeries(ObliqueGrid.Of(7, 5, 4)).File(1);
    private static readonly string Study = PhantomUid.Of("phantom study"), Series = PhantomUid.Of("phantom series");

    private static IEnumerable<TestCaseData> Answers()
    {
        string dicom = Type("application/dicom");
        byte[] good = Of(("Content-Type: application/dicom", Image));
        yield return new TestCaseData(good[..^30], dicom, "the answer ends in part 1, without its last boundary").SetArgDisplayNames("without end");
        yield return new TestCaseData(good, "multipart/related; type=\"application/dicom\"", "without a boundary").SetArgDisplayNames("no boundary stated");
        yield return new TestCaseData(good, $"multipart/related; boundary={new string('b', 300)}", "without a boundary that could be").SetArgDisplayNames("boundary too long");
        yield return new TestCaseData(good, "multipart/related; boundary=other", "the answer ends before its first part").SetArgDisplayNames("another boundary");
        yield return new TestCaseData(good, "text/html", "text/html; multipart/related with instances was expected").SetArgDisplayNames("HTML");
        yield return new TestCaseData(Of(("Content-Type: text/html", Bytes("<p>"))), dicom, "part 1 is text/html; application/dicom was expected").SetArgDisplayNames("HTML in a part");
        yield return new TestCaseData(Of(($"Content-Type: application/dicom\r\nContent-Length: {Image.Length - 20}", Image)), dicom, $"its Content-Length is {Image.Length - 20}").SetArgDisplayNames("longer than announced");
        yield return new TestCaseData(Of(($"Content-Type: application/dicom\r\nContent-Length: {Image.Length + 20}", Image)), dicom, $"has {Image.Length} bytes; its Content-Length is {Image.Length + 20}").SetArgDisplayNames("shorter than announced");
        yield return new TestCaseData(Bytes($"--{Boundary}\r\nX: {new string('x', 100_000)}"), dicom, "the headers of part 1 have no end").SetArgDisplayNames("headers without end");
        yield return new TestCaseData(Of(), dicom, "holds no instance").SetArgDisplayNames("no part");
        yield return new TestCaseData(Array.Empty<byte>(), dicom, "ends before its first part").SetArgDisplayNames("nothing");
        yield return new TestCaseData(Of(("", Bytes("no DICOM"))), dicom, "is no whole DICOM file").SetArgDisplayNames("no DICOM");
        yield return new TestCaseData(Of(("", Image[..^40])), dicom, "is no whole DICOM file").SetArgDisplayNames("torn DICOM");
        yield return new TestCaseData(Of(("", With(0x00080018, "../../etc/passwd"))), dicom, "the SOP Instance UID '../../etc/passwd', which is none").SetArgDisplayNames("path as UID");
        yield return new TestCaseData(Of(("", With(0x00080018, ".."))), dicom, "the SOP Instance UID '..', which is none").SetArgDisplayNames("dots as UID");
        yield return new TestCaseData(Of(("", With(0x0020000E, "1.2.3"))), dicom, "series 1.2.3, which was not asked for").SetArgDisplayNames("another series");
    }

    [TestCaseSource(nameof(Answers))]
    public void Retrieve_WhatMustNotBe_IsRefused_AndLeavesNoFile(byte[] body, string type, string expected)
    {
        using var folder = new TemporaryFolder();
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Bytes(body, type)).Client(FakeArchive.Fast with { Retries = 0 });
        DicomWebException fault = Assert.ThrowsAsync<DicomWebException>(() => web.RetrieveInstancesAsync(Study, Series, folder["a"]))!;
        Assert.That(fault.Message, Does.Contain(expected).And.Contain($"GET https://pacs.test/dicom-web/studies/{Study}/series/{Series}"));
        Assert.That(folder.FileNames(), Is.Empty);
    }

    [Test]
    public void Retrieve_WithoutEnd_StopsAtTheLimits()
    {
        using var folder = new TemporaryFolder();
        byte[] start = Bytes($"--{Boundary}\r\n\r\n");
        using DicomWebClient web = new FakeArchive((_, _) => RetrieveTests.Streamed(new EndlessStream(start), Type("application/dicom"))).Client(FakeArchive.Fast with { MaximumInstanceBytes = 1 << 20 });
        Assert.That(() => web.RetrieveInstancesAsync(Study, Series, folder.Root), Throws.TypeOf<DicomWebException>().With.Message.Contain("MaximumInstanceBytes allows"));
        using DicomWebClient other = new FakeArchive((_, _) => RetrieveTests.Streamed(new EndlessStream(start), Type("application/dicom"))).Client(FakeArchive.Fast with { MaximumRetrievedBytes = 1 << 20 });
        Assert.That(() => other.RetrieveInstancesAsync(Study, Series, folder.Root), Throws.TypeOf<DicomWebException>().With.Message.Contain("MaximumRetrievedBytes allows"));
        using DicomWebClient json = new FakeArchive((_, _) => RetrieveTests.Streamed(new EndlessStream(Bytes("[")), "application/dicom+json")).Client(FakeArchive.Fast with { MaximumDocumentBytes = 1 << 20 });
        Assert.That(() => json.RetrieveMetadataAsync(Study, Series), Throws.TypeOf<DicomWebException>().With.Message.Contain("MaximumDocumentBytes allows"));
        Assert.That(folder.FileNames(), Is.Empty);
    }

    [TestCase(2, "has more parts than the 1 frames")]
    [TestCase(0, "has 0 parts; 1 frames were asked for")]
    public void Frames_MoreOrFewer_AreRefused(int count, string expected)
    {
        using DicomWebClient web = new FakeArchive((_, _) => FakeArchive.Bytes(Of(Enumerable.Repeat(("Content-Type: application/octet-stream", new byte[8]), count)), Type("application/octet-stream"))).Client();
        Assert.That(() => web.RetrieveFramesAsync("1.2", "1.3", "1.4", [1]), Throws.TypeOf<DicomWebException>().With.Message.Contain(expected));
        Assert.That(() => web.RetrieveFramesAsync("1.2", "1.3", "1.4/../..", [1]), Throws.ArgumentException);
        Assert.That(() => web.RetrieveFramesAsync("1.2", "1.3", "1.4", [0]), Throws.ArgumentException);
    }

    [TestCase("[]", "has the headers of 0 objects")]
    [TestCase("{}", "SOP Class UID (0008,0016) is missing")]
    [TestCase("[{},{}]", "has the headers of 2 objects")]
    [TestCase("[", "The headers are no JSON")]
    public void Segmentation_HeaderThatIsNone_IsRefused(string header, string expected)
    {
        using DicomWebClient web = new FakeArchive((request, _) => request.RequestUri!.AbsolutePath.EndsWith("/metadata", StringComparison.Ordinal)
            ? FakeArchive.Json(header)
            : FakeArchive.Bytes(Of(("Content-Type: application/octet-stream", new byte[35])), Type("application/octet-stream"))).Client();
        Exception fault = Assert.CatchAsync(() => web.OpenSegmentationAsync("1.2", "1.3", "1.4"))!;
        Assert.That(fault, Is.InstanceOf<DicomFormatException>().Or.InstanceOf<NotSupportedException>());
        Assert.That(fault.Message, Does.Contain(expected));
    }

    // A header may claim anything: the first frame is held against it before room is made.
    [Test]
    public void Segmentation_FrameOfAnotherSize_IsRefused()
    {
        using Segmentation built = StoreTests.Segmentation().ConvertTo(new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap });
        using DicomWebClient web = new FakeArchive((request, _) => request.RequestUri!.AbsolutePath.EndsWith("/metadata", StringComparison.Ordinal)
            ? FakeArchive.Json(RemoteSegmentation.HeaderOf(built).Replace("\"00280010\":{\"vr\":\"US\",\"Value\":[5]}", "\"00280010\":{\"vr\":\"US\",\"Value\":[60000]}", StringComparison.Ordinal))
            : FakeArchive.Bytes(Of(RemoteSegmentation.NumbersOf(request).Select(_ => ("Content-Type: application/octet-stream", new byte[35]))), Type("application/octet-stream"))).Client();
        Assert.That(() => web.OpenSegmentationAsync("1.2", "1.3", "1.4"), Throws.TypeOf<DicomFormatException>().With.Message.Contain("Frame 1 has 35 bytes; 7 x 60000 pixels"));
    }

    // 20 MB of blanks in some 20 KB.
    [Test]
    public void CompressedAnswer_StopsAtTheLimit_ByWhatItInflatesTo()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes("[" + new string(' ', 20_000_000)));
        using var server = new LocalServer(_ => LocalServer.Answer("200 OK", "Content-Type: application/dicom+json\r\nContent-Encoding: gzip\r\n", packed.ToArray()));
        using var web = new DicomWebClient(server.Root, null, FakeArchive.Fast with { MaximumDocumentBytes = 1 << 20 });
        Assert.That(() => web.RetrieveMetadataAsync("1.2"), Throws.TypeOf<DicomWebException>().With.Message.Contain("more than 1048576 bytes"));
        Assert.That(server.Heads, Has.Count.EqualTo(1));
    }

    // Credentials go to the archive alone.
    [Test]
    public void Redirect_ToAnotherHost_IsNotFollowed()
    {
        using var elsewhere = new LocalServer(_ => LocalServer.Answer("200 OK", "Content-Type: application/dicom+json\r\n", "[]"u8.ToArray()));
        using var server = new LocalServer(_ => LocalServer.Answer("302 Found", $"Location: {elsewhere.Root}/studies\r\n", []));
        using var web = new DicomWebClient(server.Root, null, FakeArchive.Fast with { Authorization = OrthancServer.Credentials });
        DicomWebException fault = Assert.ThrowsAsync<DicomWebException>(() => web.SearchStudiesAsync())!;
        Assert.That(fault.Message, Does.Contain($"redirects to {elsewhere.Root}/studies, which is not followed"));
        Assert.That(elsewhere.Heads, Is.Empty);
        Assert.That(server.Heads.Single(), Does.Contain("Authorization: Basic "));
    }

    [Test]
    public async Task Redirect_OnTheSameHost_IsFollowed_ButNotWithWhatIsStored()
    {
        using var server = new LocalServer(head => head.Contains("/new/", StringComparison.Ordinal)
            ? LocalServer.Answer("200 OK", "Content-Type: application/dicom+json\r\n", "[]"u8.ToArray())
            : LocalServer.Answer("307 Temporary Redirect", "Location: /new/studies\r\n", []));
        using var web = new DicomWebClient(server.Root, null, FakeArchive.Fast);
        Assert.That(await web.SearchStudiesAsync(), Is.Empty);
        using Segmentation built = StoreTests.Segmentation();
        Assert.That(() => web.StoreAsync(built), Throws.TypeOf<DicomWebException>().With.Message.Contain("/new/studies, which is not followed"));
    }

    [Test]
    public void Certificate_ThatNobodyTrusts_IsNotPassedOver()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = new LocalServer(_ => LocalServer.Answer("200 OK", "", []), async client =>
        {
            var secure = new SslStream(client.GetStream());
            await secure.AuthenticateAsServerAsync(certificate);
            return secure;
        });
        using var web = new DicomWebClient(new Uri($"https://localhost:{server.Port}/dicom-web"), null, FakeArchive.Fast);
        Assert.That(() => web.SearchStudiesAsync(), Throws.TypeOf<DicomWebException>().With.Message.Contain("does not pass over certificates"));
        Assert.That(server.Heads, Is.Empty);
    }

    [Test]
    public async Task Errors_ThatPass_AreTriedAgain_AsTheServerAsks()
    {
        int asked = 0;
        var archive = new FakeArchive((_, _) =>
        {
            HttpResponseMessage answer = ++asked < 3 ? new HttpResponseMessage(asked == 1 ? HttpStatusCode.TooManyRequests : HttpStatusCode.BadGateway) : FakeArchive.Json("[]");
            if (asked == 1)
                answer.Headers.RetryAfter = new(TimeSpan.Zero);
            return answer;
        });
        using DicomWebClient web = archive.Client();
        Assert.That(await web.SearchStudiesAsync(), Is.Empty);
        Assert.That(asked, Is.EqualTo(3));
    }

    // A server that wants to be left alone for a day is; and what does not pass is not tried again.
    [TestCase(503, 86400, 1)]
    [TestCase(404, 0, 1)]
    [TestCase(501, 0, 1)]
    [TestCase(500, 0, 3)]
    public void Errors_AreTriedAgain_NoLongerThanThatHelps(int status, int retryAfter, int times)
    {
        var archive = new FakeArchive((_, _) =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("""{"Message":"No\u001b way","Details":"at all"}""", Encoding.UTF8, "application/json") };
            if (retryAfter > 0)
                answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(retryAfter));
            return answer;
        });
        using DicomWebClient web = archive.Client(FakeArchive.Fast with { Retries = 2 });
        DicomWebException fault = Assert.ThrowsAsync<DicomWebException>(() => web.SearchStudiesAsync())!;
        Assert.That(fault.Message, Does.Contain($"{status}").And.Contain("No way: at all"));
        Assert.That(archive.Asked, Has.Count.EqualTo(times));
    }

    [Test]
    public void NothingMoves_IsGivenUp()
    {
        using DicomWebClient web = new FakeArchive((_, _) => RetrieveTests.Streamed(new SilentStream(), "application/dicom+json")).Client(FakeArchive.Fast with { IdleTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 });
        Assert.That(() => web.SearchStudiesAsync(), Throws.TypeOf<DicomWebException>().With.Message.Contain("nothing has moved for 0.05 s").And.Message.Contain("Tried 2 times"));
    }

    [Test]
    public void Unreachable_IsTold()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        using var web = new DicomWebClient(new Uri($"http://127.0.0.1:{port}/"), null, FakeArchive.Fast with { Retries = 1 });
        Assert.That(() => web.SearchStudiesAsync(), Throws.TypeOf<DicomWebException>().With.Message.Contain("the server cannot be reached"));
    }

    [TestCase("ftp://pacs.test/")]
    [TestCase("https://me:secret@pacs.test/")]
    [TestCase("https://pacs.test/?token=secret")]
    public void Address_ThatCannotBe_IsRefused_WithoutSayingSecrets(string root) =>
        Assert.That(() => new DicomWebClient(new Uri(root)), Throws.ArgumentException.And.Message.Not.Contain("me:secret"));

    [Test]
    public void Options_DoNotSayCredentials() => Assert.That(new DicomWebOptions { Authorization = new("Bearer", "s3cret") }.ToString(), Does.Contain("Bearer").And.Not.Contain("s3cret"));

    private static byte[] With(uint tag, string uid) => new PhantomSeries(ObliqueGrid.Of(7, 5, 4)) { Change = (_, image) => image.Text(tag, "UI", uid) }.File(1);

    private sealed class EndlessStream(byte[] start) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            if (count > 0)
                return count;
            buffer.Span.Fill((byte)' ');
            return buffer.Length;
        }
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
