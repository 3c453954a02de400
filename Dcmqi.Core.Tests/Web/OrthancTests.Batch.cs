using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Web;

/// <summary>A cohort into an archive.</summary>
public partial class OrthancTests
{
    [Test]
    public async Task Batch_StoresWhatItMakes_AndOnlyThatAgainWhereItFailed()
    {
        Directory.CreateDirectory(_folder["cohort"]);
        VolumeFile.Write(_folder["cohort/labels.nrrd"], new Volume<byte>(Geometry, new PhantomTorso(Geometry).Labels()));
        (PhantomTorso.Metadata() with { SeriesDescription = "first" }).Save(_folder["cohort/first.json"]);
        (PhantomTorso.Metadata() with { SeriesDescription = "second" }).Save(_folder["cohort/second.json"]);
        File.WriteAllLines(_folder["cohort/manifest.csv"],
        [
            "kind,source,inputDICOMweb,labels,metadata,output",
            "segmentation,../ct,,labels.nrrd,first.json,first.dcm",
            $"segmentation,,{SeriesAddress},labels.nrrd,second.json,second.dcm",
        ]);
        string[] batch = ["batch", _folder["cohort/manifest.csv"], "--output", _folder["cohort-out"], "--retries", "0"];

        // Made, but not stored: who asks is nobody; what needs the archive for its images fails as a whole.
        (int exitCode, string output, string error) = CommandRun.Run([.. batch, "--url", _server!.Root.ToString()]);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.StartWith("2 jobs: 0 done, 0 unchanged, 2 failed"));
        Assert.That(error, Does.Contain("401 Unauthorized. Credentials are missing or wrong; give --user"));
        DateTime made = File.GetLastWriteTimeUtc(_folder["cohort-out/first.dcm"]);
        Assert.That(File.Exists(_folder["cohort-out/second.dcm"]), Is.False);

        Assert.That(CommandRun.Succeed([.. batch, "--url", _server.Root.ToString(), .. Access]), Does.StartWith("2 jobs: 2 done"));
        Assert.That(File.GetLastWriteTimeUtc(_folder["cohort-out/first.dcm"]), Is.EqualTo(made), "only storing was left to do");
        Assert.That(CommandRun.Succeed([.. batch, "--url", _server.Root.ToString(), .. Access]), Does.StartWith("2 jobs: 0 done, 2 unchanged"));

        // Made anew elsewhere, it is the same object: the archive has each once.
        CommandRun.Succeed(["batch", _folder["cohort/manifest.csv"], "--output", _folder["cohort-again"], "--url", _server.Root.ToString(), .. Access]);
        using DicomWebClient web = Client();
        SeriesMatch[] stored = [.. (await web.SearchSeriesAsync(_ct.StudyInstanceUid, new DicomWebQuery { Modality = "SEG" })).Where(series => series.SeriesDescription is "first" or "second")];
        Assert.That(stored.Select(series => series.SeriesDescription), Is.EquivalentTo(new[] { "first", "second" }));
        foreach (SeriesMatch series in stored)
            Assert.That(await web.SearchInstancesAsync(_ct.StudyInstanceUid, series.SeriesInstanceUid), Has.Count.EqualTo(1));
    }
}
