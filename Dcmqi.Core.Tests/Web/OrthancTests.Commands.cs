using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Web;

/// <summary>The command line with an archive.</summary>
public partial class OrthancTests
{
    private string[] Access
    {
        get
        {
            File.WriteAllText(_folder["password"], OrthancServer.Password + "\n");
            return ["--user", OrthancServer.User, "--passwordFile", _folder["password"]];
        }
    }

    private string SeriesAddress => $"{_server!.Root}studies/{_ct.StudyInstanceUid}/series/{_ct.SeriesInstanceUid}";

    [Test]
    public void Commands_StoreAndFetch()
    {
        string[] other = new PhantomSeries(ObliqueGrid.Of(9, 7, 3)) { Name = "command" }.Write(_folder["command"]);
        File.WriteAllText(_folder["command/readme.txt"], "not DICOM");
        string url = _server!.Root.ToString(), study = PhantomUid.Of("command study"), series = PhantomUid.Of("command series");
        Assert.That(CommandRun.Succeed(["store", "--url", url, _folder["command"], "--verify", .. Access]), Does.Contain($"Stored 3 instances in {url}."));
        Assert.That(CommandRun.Succeed(["fetch", "--url", url, "--study", study, "--output", _folder["fetched"], .. Access]), Does.Contain("Fetched 3 instances into"));
        Assert.That(Directory.GetFiles(_folder["fetched/" + series]).Select(path => Convert.ToHexString(File.ReadAllBytes(path))), Is.EquivalentTo(other.Select(path => Convert.ToHexString(File.ReadAllBytes(path)))));
        CommandRun.Succeed(["fetch", "--url", url, "--study", study, "--series", series, "--output", _folder["fetched"], "--headersOnly", .. Access]);
        Assert.That(CommandRun.Succeed("sourceinfo", _folder[$"fetched/{series}.json"]), Does.Contain("9 x 7 x 3"));

        // Exit codes: 1 where the archive or a file is at fault, 2 where the arguments are.
        Assert.That(CommandRun.Run(["store", "--url", url, other[0], "--user", "reader", "--passwordFile", _folder["command/readme.txt"]]), Is.EqualTo((1, "", $"Error: POST {url}studies: the server answers 401 Unauthorized. Credentials are missing or wrong; give --user and the environment variable DCMQI_PASSWORD or --passwordFile, or --tokenFile.{Environment.NewLine}")));
        Assert.That(CommandRun.Run(["store", "--url", url, _folder["command/readme.txt"], .. Access]).ExitCode, Is.EqualTo(1));
        Assert.That(CommandRun.Run(["fetch", "--url", url, "--study", "1.2.3", "--output", _folder["none"], .. Access]).ExitCode, Is.EqualTo(2));
        Assert.That(CommandRun.Run(["fetch", "--url", "https://me:secret@pacs.test", "--study", "../x", "--output", _folder["none"]]), Is.EqualTo((2, "", $"Error: --url: the address holds a user or password; give them by --user.{Environment.NewLine}Error: --study: '../x' is no UID; digits and single dots were expected, at most 64 characters.{Environment.NewLine}")));
        Assert.That(Directory.Exists(_folder["none"]), Is.False);
    }

    // Headers alone for what needs no pixels, images for what does; nothing is left of them.
    [Test]
    public void Commands_TakeImagesFromTheArchive()
    {
        VolumeFile.Write(_folder["labels.nrrd"], new Volume<byte>(Geometry, new PhantomTorso(Geometry).Labels()));
        PhantomTorso.Metadata().Save(_folder["seg.json"]);
        string[] conversion = ["itkimage2segimage", "--inputMetadata", _folder["seg.json"], "--inputImageList", _folder["labels.nrrd"], "--outputDICOM"];
        CommandRun.Succeed([.. conversion, _folder["web.dcm"], "--inputDICOMweb", SeriesAddress, .. Access]);
        CommandRun.Succeed([.. conversion, _folder["files.dcm"], "--inputDICOMDirectory", _folder["ct"]]);
        DicomJudges.AssertSound(_folder["web.dcm"]);
        using (Segmentation ofWeb = Segmentation.Open(_folder["web.dcm"]), ofFiles = Segmentation.Open(_folder["files.dcm"]))
        {
            Assert.That(ofWeb.References.Select(reference => reference.ToString()), Is.EqualTo(ofFiles.References.Select(reference => reference.ToString())));
            Assert.That(ofWeb.ToLabelMap().Voxels.ToArray(), Is.EqualTo(ofFiles.ToLabelMap().Voxels.ToArray()));
        }

        int before = Directory.GetDirectories(Path.GetTempPath(), "dcmqi-images-*").Length;
        string measured = CommandRun.Succeed(["measure", "--inputDICOM", _folder["web.dcm"], "--inputDICOMweb", SeriesAddress, .. Access]);
        Assert.That(measured, Is.EqualTo(CommandRun.Succeed("measure", "--inputDICOM", _folder["web.dcm"], "--inputDICOMDirectory", _folder["ct"])));
        CommandRun.Succeed(["picture", "--inputDICOM", _folder["web.dcm"], "--inputDICOMweb", SeriesAddress, "--output", _folder["web.png"], .. Access]);
        CommandRun.Succeed("picture", "--inputDICOM", _folder["web.dcm"], "--inputDICOMDirectory", _folder["ct"], "--output", _folder["files.png"]);
        Assert.That(File.ReadAllBytes(_folder["web.png"]), Is.EqualTo(File.ReadAllBytes(_folder["files.png"])));
        CommandRun.Succeed(["report", "--inputDICOM", _folder["web.dcm"], "--inputDICOMweb", SeriesAddress, "--output", _folder["web.html"], .. Access]);
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "dcmqi-images-*"), Has.Length.EqualTo(before));
    }
}
