using System.Text.Json.Nodes;
using Dcmqi.Tests.Metadata;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Files that a report's document names are read: no output is written in their place.</summary>
public class NamedOutputTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(9, 7, 3);
        new PhantomSeries(geometry).Write(_folder["ct"]);
        File.Copy(Directory.GetFiles(_folder["ct"]).Order(StringComparer.Ordinal).First(), _folder["named.dcm"]);
        Directory.CreateDirectory(_folder["library"]);
        File.WriteAllText(_folder["table.csv"], MeasurementTable.FromMetadata(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey)).ToCsv());
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [Test]
    public void OutputThatTheDocumentNames_IsRefusedAndStays(
        [Values("tid1500writer", "csv2tid1500")] string command, [Values("imageLibrary", "compositeContext")] string key, [Values(true, false)] bool isAbsolute, [Values("named.dcm", "link.dcm", "ct/../named.dcm")] string output)
    {
        File.CreateSymbolicLink(_folder["link.dcm"], _folder["named.dcm"]);
        byte[] before = File.ReadAllBytes(_folder["named.dcm"]);
        string error = CommandRun.Fail(Arguments(command, key, isAbsolute ? _folder["named.dcm"] : "../named.dcm", output));
        Assert.That(error, Does.Contain($"--outputDICOM: '{_folder[output]}' is read as {OptionOf(key)} and would be written over"));
        Assert.That(File.ReadAllBytes(_folder["named.dcm"]), Is.EqualTo(before));
    }

    // Another file beside it is no input: what fails then is something else.
    [Test]
    public void OutputThatTheDocumentDoesNotName_IsNotRefusedForIt([Values("tid1500writer", "csv2tid1500")] string command)
    {
        (_, _, string error) = CommandRun.Run(Arguments(command, "imageLibrary", _folder["named.dcm"], "other.dcm"));
        Assert.That(error, Does.Not.Contain("would be written over"));
    }

    private static string OptionOf(string key) => key == "imageLibrary" ? "--inputImageLibraryDirectory" : "--inputCompositeContextDirectory";

    private string[] Arguments(string command, string key, string name, string output)
    {
        JsonNode document = JsonNode.Parse(ReportDocuments.EveryKey)!;
        document["imageLibrary"] = new JsonArray();
        document["compositeContext"] = new JsonArray();
        document[key] = new JsonArray(name);
        File.WriteAllText(_folder["report.json"], document.ToJsonString());
        string[] arguments = [command, "--inputMetadata", _folder["report.json"], OptionOf(key), _folder["library"], "--outputDICOM", _folder[output]];
        return command == "csv2tid1500" ? [.. arguments, "--inputCSV", _folder["table.csv"]] : arguments;
    }
}
