using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Web;

/// <summary>Requests as Python's own email parser and pydicom see them, and answers that pydicom makes.</summary>
public class IndependentReceiverTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(7, 5, 4);

    [Test]
    public async Task Requests_AreSoundMultipart_AndAnswersOfPydicomAreRead()
    {
        if (Environment.Version.Major < 10)
            Assert.Ignore("The receiver in Python is asked on .NET 10 only.");
        ExternalProgram.Python("pydicom");
        using var folder = new TemporaryFolder();
        string[] paths = new PhantomSeries(Geometry) { Pixels = new PhantomTorso(Geometry).Slice }.Write(folder["ct"]);
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Web/dicomweb_receiver.py")]) { RedirectStandardOutput = true })!;
        try
        {
            int port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            using var web = new DicomWebClient(new Uri($"http://127.0.0.1:{port}/"), null, new DicomWebOptions { Retries = 0 });
            StoreResult result = await web.StoreAsync(paths);
            Assert.That(result.Stored.Select(stored => stored.File), Is.EqualTo(paths));
            JsonElement said = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement;
            Assert.That((Text(said, "path"), Text(said, "accept"), Text(said, "type"), Text(said, "related")), Is.EqualTo(("/studies", "application/dicom+json", "multipart/related", "application/dicom")));
            Assert.That(said.GetProperty("defects").GetArrayLength(), Is.Zero);
            Assert.That(said.GetProperty("parts").EnumerateArray().Select(part => (Text(part, "type"), Text(part, "uid"), part.GetProperty("bytes").GetInt64())),
                Is.EqualTo(paths.Select(path => ("application/dicom", InstanceIdentity.Read(path).SopInstanceUid, new FileInfo(path).Length))));
            Assert.That(Text(said, "length"), Is.Not.Null, "the length of files is known before");

            string study = result.Stored[0].StudyInstanceUid, series = PhantomUid.Of("phantom series");
            SourceImages source = await web.LoadSourceAsync(study, series);
            Assert.That(source.Geometry, Is.EqualTo(SourceImages.Load(folder["ct"]).Geometry));
            IReadOnlyList<string> back = await web.RetrieveInstancesAsync(study, series, folder["back"]);
            Assert.That(back.Select(path => Convert.ToHexString(File.ReadAllBytes(path))), Is.EquivalentTo(paths.Select(path => Convert.ToHexString(File.ReadAllBytes(path)))));

            // A built object, whose length nobody knows before: in chunks.
            using Segmentation built = StoreTests.Segmentation();
            Assert.That((await web.StoreAsync(built, new SaveOptions { Compression = PixelCompression.Rle })).Stored, Has.Count.EqualTo(1));
            JsonElement part = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("parts")[0];
            Assert.That((Text(part, "uid"), Text(part, "syntax"), part.GetProperty("frames").GetInt32()), Is.EqualTo((built.SopInstanceUid, "1.2.840.10008.1.2.5", built.FrameCount)));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
