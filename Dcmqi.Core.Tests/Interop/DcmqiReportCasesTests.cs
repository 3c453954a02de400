using System.Text.Json.Nodes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>dcmqi's own test cases for measurement reports, through the command line: the document that comes back is the one that went in.</summary>
public class DcmqiReportCasesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // dcmqi's reader loses rwvmMapUsedForMeasurement and the measurement that is not a number; activitySession and timePoint it gives in the groups.
    [TestCase("ct-liver-example", "segmentations")]
    [TestCase("example", "sr-example")]
    [TestCase("qualitative", "sr-example")]
    [TestCase("example-nan", "sr-example")]
    public void Report_RoundTrip_IsTheSame(string name, string contextFolder)
    {
        string json = Repository.Data($"metadata/sr-tid1500-{name}.json");
        Write(json, contextFolder, "sr.dcm");
        CommandRun.Succeed("tid1500reader", "--inputDICOM", _folder["sr.dcm"], "--outputMetadata", _folder["sr.json"]);

        Assert.That(Normal(_folder["sr.json"], contextFolder), Is.EqualTo(Normal(json, contextFolder)));
        ReportJudges.AssertSound(_folder["sr.dcm"]);

        // The other two have groups of the same kind.
        if (name is "example-nan" or "qualitative")
            ReportJudges.AssertFollowsTemplate(_folder["sr.dcm"], fromScale: 1);
    }

    // dcmqi's reader gives these in every group, and the procedure always.
    [Test]
    public void Reader_HasTheKeysWhereDcmqisReaderHasThem()
    {
        JsonNode given = JsonNode.Parse(File.ReadAllText(Repository.Data("metadata/sr-tid1500-ct-liver-example.json")))!;
        given["Measurements"]![0]!["MeasurementMethod"] = JsonNode.Parse("""{ "CodeValue": "126401", "CodingSchemeDesignator": "DCM", "CodeMeaning": "SUVbw" }""");
        File.WriteAllText(_folder["given.json"], given.ToJsonString());
        Write(_folder["given.json"], "segmentations", "sr.dcm");
        CommandRun.Succeed("tid1500reader", "--inputDICOM", _folder["sr.dcm"], "--outputMetadata", _folder["sr.json"]);

        JsonNode document = JsonNode.Parse(File.ReadAllText(_folder["sr.json"]))!, group = document["Measurements"]![0]!;
        Assert.That((string)document["procedureReported"]!["CodeValue"]!, Is.EqualTo("363679005"));
        Assert.That((string)group["activitySession"]!, Is.EqualTo("1").And.EqualTo((string)document["activitySession"]!));
        Assert.That((string)group["timePoint"]!, Is.EqualTo("1").And.EqualTo((string)document["timePoint"]!));
        Assert.That((string)group["measurementMethod"]!["CodeValue"]!, Is.EqualTo("126401").And.EqualTo((string)group["MeasurementMethod"]!["CodeValue"]!));
    }

    // A report holds no file names, so its document names instances; the writer finds them in the folders.
    [Test]
    public void Report_WrittenFromTheDocumentOfAReport_IsTheSame()
    {
        Write(Repository.Data("metadata/sr-tid1500-ct-liver-example.json"), "segmentations", "first.dcm");
        CommandRun.Succeed("tid1500reader", "--inputDICOM", _folder["first.dcm"], "--outputMetadata", _folder["first.json"]);
        Write(_folder["first.json"], "segmentations", "second.dcm");

        MeasurementReport first = MeasurementReport.Open(_folder["first.dcm"]), second = MeasurementReport.Open(_folder["second.dcm"]);
        Assert.That(second.Metadata, Is.EqualTo(first.Metadata));
        Assert.That(second.Evidence, Is.EqualTo(first.Evidence));
        Assert.That(second.ImageLibrary, Is.EqualTo(first.ImageLibrary));
    }

    // Made by dcmqi of 2017: codes of the retired schemes.
    [Test]
    public void DcmqisOwnReport_IsRead()
    {
        string path = Repository.Data("sr-example/sr.dcm");
        CommandRun.Succeed("tid1500reader", "--inputDICOM", path, "--outputMetadata", _folder["sr.json"]);

        MeasurementReportMetadata document = MeasurementReportMetadata.Load(_folder["sr.json"]);
        Assert.That(document.Groups, Has.Count.EqualTo(1));
        Assert.That(document.Groups[0].Measurements, Has.Count.EqualTo(22));
        Assert.That(document.Groups[0].Measurements.Select(measurement => measurement.Value), Has.None.Null);
        Assert.That(document.CompositeContext, Has.Count.EqualTo(2));
        Assert.That(document.SeriesDescription, Is.EqualTo("tumor measurements - User2 Manual trial 1"));
    }

    private void Write(string json, string contextFolder, string output) => CommandRun.Succeed(
        "tid1500writer", "--inputMetadata", json, "--inputImageLibraryDirectory", Repository.Data("segmentations/ct-3slice"),
        "--inputCompositeContextDirectory", Repository.Data(contextFolder), "--outputDICOM", _folder[output]);

    // File names become the UIDs that the report has; what the writer generates and the name of the schema do not count.
    private static string Normal(string path, string contextFolder)
    {
        JsonObject document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        document.Remove("@schema");
        document.Remove("procedureReported");
        foreach (JsonObject group in document["Measurements"]!.AsArray().Select(group => group!.AsObject()))
        {
            group.Remove("TrackingUniqueIdentifier");
            foreach (string key in new[] { "activitySession", "timePoint" })
                group[key] ??= document[key]?.DeepClone();
            group["MeasurementMethod"] ??= group["measurementMethod"]?.DeepClone();
            group.Remove("measurementMethod");
        }

        document["compositeContext"] = Uids(document["compositeContext"]!, contextFolder);
        document["imageLibrary"] = Uids(document["imageLibrary"]!, "segmentations/ct-3slice");
        return Sorted(document)!.ToJsonString(new() { WriteIndented = true });
    }

    private static JsonArray Uids(JsonNode names, string folder) => new(
    [
        .. names.AsArray().Select(name => (string)name!).Select(name => JsonValue.Create(name.EndsWith(".dcm", StringComparison.Ordinal) ? ReportPhantom.UidOf(Repository.Data($"{folder}/{name}")) : name)),
    ]);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
