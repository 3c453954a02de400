using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Arguments that name an archive and who asks it: what cannot be meant is told before anything is sent.</summary>
public class ArchiveCommandTests
{
    [Test]
    public void Arguments_ThatDoNotGoTogether_AreToldTogether()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["token"], "t");
        string[] conversion = ["itkimage2segimage", "--preset", "brats", "--inputImageList", folder["token"], "--outputDICOM", folder["out.dcm"]];
        Assert.That(CommandRun.Run([.. conversion, "--inputDICOMweb", "https://pacs.test/dicom-web/studies/1.2", "--inputDICOMDirectory", folder.Root]).Error, Does.Contain("'https://pacs.test/dicom-web/studies/1.2' is no series of an archive").And.Contain("--inputDICOMweb and --inputDICOMDirectory or --inputDICOMList cannot both be given"));
        Assert.That(CommandRun.Run([.. conversion, "--inputDICOMweb", "https://u:p@pacs.test/studies/1.2/series/1.3", "--user", "u", "--tokenFile", folder["token"]]).Error, Does.Contain("holds a user or password").And.Contain("--user and --tokenFile cannot both be given"));
        Assert.That(CommandRun.Run("store", folder["token"], "--url", "pacs", "--passwordFile", folder["none"]).Error, Does.Contain("'pacs' is no address of an archive").And.Contain("there is no file").And.Contain("--passwordFile needs --user"));
        Assert.That(CommandRun.Run("fetch", "--url", "https://pacs.test", "--study", "1.2", "--output", folder["token"], "--user", "a:b", "--passwordFile", folder["token"]).Error, Does.Contain("is a file; name a folder").And.Contain("holds no colon"));
        Assert.That(CommandRun.Run("store", folder.Root, "--url", "https://pacs.test"), Is.EqualTo((2, "", $"Error: store: there is no DICOM file in the folders named.{Environment.NewLine}")));
    }

    [Test]
    public void Help_SaysThatPasswordsAreNoArguments()
    {
        foreach (string command in (string[])["store", "fetch", "itkimage2segimage", "measure", "picture"])
            Assert.That(CommandRun.Succeed(command, "--help"), Does.Contain("DCMQI_PASSWORD").And.Contain("DCMQI_TOKEN").And.Contain("never from"));
    }
}
