using System.Text.Json.Nodes;
using Dcmqi.Tests.Measurements.Tables;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Measurement reports through the command line.</summary>
public class MeasurementCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("tid1500writer", "--inputMetadata", "--inputImageLibraryDirectory", "--inputCompositeContextDirectory", "--outputDICOM")]
    [TestCase("tid1500reader", "--inputDICOM", "--outputMetadata")]
    [TestCase("csv2tid1500", "--inputCSV", "--inputMetadata", "--inputFeatureMapping", "--profile", "--segmentColumn", "--valueUnit", "--valueQuantity", "--ignoreColumns", "--inputSegmentation", "--inputImageLibraryDirectory", "--inputCompositeContextDirectory", "--outputDICOM")]
    [TestCase("tid1500tocsv", "--inputDICOM", "--outputCSV")]
    public void Help_NamesEveryOption(string command, params string[] options)
    {
        string help = CommandRun.Succeed(command, "--help");
        foreach (string option in options)
            Assert.That(help, Does.Contain(option));
    }

    [Test]
    public void Writer_FilesThatAreNotThere_AreAllNamed()
    {
        JsonNode document = JsonNode.Parse(File.ReadAllText(Repository.Data("metadata/sr-tid1500-ct-liver-example.json")))!;
        document["compositeContext"] = new JsonArray("liver.dcm", "gone.dcm", "1.2.3.4");
        document["imageLibrary"] = new JsonArray("01.dcm", "99.dcm");
        document["Measurements"]![0]!["TrackingIdentifier"] = "";
        File.WriteAllText(_folder["in.json"], document.ToJsonString());

        string error = CommandRun.Fail(Writer(_folder["in.json"]));

        Assert.That(error, Does.Contain("'gone.dcm'").And.Contain("'1.2.3.4'").And.Contain("'99.dcm'").And.Contain("no tracking identifier"));
        Assert.That(error, Does.Not.Contain("'liver.dcm'").And.Not.Contain("'01.dcm'").And.Not.Contain("   at Dcmqi"));
        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "in.json" }));
    }

    [Test]
    public void Writer_FoldersThatAreNotThere_AreAllNamed()
    {
        string error = CommandRun.Fail(
            "tid1500writer", "--inputMetadata", _folder["no.json"], "--inputImageLibraryDirectory", _folder["no1"],
            "--inputCompositeContextDirectory", _folder["no2"], "--outputDICOM", _folder["no3/out.dcm"]);
        Assert.That(error, Does.Contain("no.json").And.Contain("--inputImageLibraryDirectory").And.Contain("--inputCompositeContextDirectory").And.Contain("no3"));
    }

    [Test]
    public void Writer_FaultyDocument_NamesEveryPlace()
    {
        File.WriteAllText(_folder["in.json"], "{ \"SeriesNumber\": \"x\",\n \"Measurement\": [] }");
        Assert.That(CommandRun.Fail(Writer(_folder["in.json"])), Does.Contain("/SeriesNumber (line 1)").And.Contain("/Measurement (line 2)").And.Contain("did you mean 'Measurements'?"));
    }

    [Test]
    public void Reader_NoReport_Fails()
    {
        Assert.That(
            CommandRun.Fail("tid1500reader", "--inputDICOM", Repository.Data("segmentations/liver.dcm"), "--outputMetadata", _folder["out.json"]),
            Does.Contain("Segmentation Storage"));
        Assert.That(_folder.FileNames(), Is.Empty);
    }

    [Test]
    public void TableOfAKnownProgram_NeedsNoMapping()
    {
        File.WriteAllText(_folder["radiomics.csv"], "Image,Mask,who,original_shape_MeshVolume,original_firstorder_Mean\na,b,c,70361.9,104.5\n");
        string[] arguments = ["csv2tid1500", "--inputCSV", _folder["radiomics.csv"], "--profile", "pyradiomics", "--inputSegmentation", Repository.Data("segmentations/liver.dcm"), "--outputDICOM", _folder["out.dcm"]];

        Assert.That(CommandRun.Fail(arguments), Does.Contain("column 3 (who)"));
        Assert.That(CommandRun.Fail([.. arguments, "--valueQuantity", "x"]), Does.Contain("--valueQuantity: 'x' is no code"));
        Assert.That(CommandRun.Fail([.. arguments, "--inputFeatureMapping", _folder["m.json"]]), Does.Contain("cannot both be given"));
        Assert.That(CommandRun.Fail([.. arguments[..3], "--valueUnit", "mm", .. arguments[5..]]), Does.Contain("need --profile"));
        CommandRun.Succeed([.. arguments, "--ignoreColumns", "who", "--valueUnit", "[hnsf'U]", "--valueQuantity", "112031|DCM|Attenuation Coefficient"]);

        using MeasurementReport report = MeasurementReport.Open(_folder["out.dcm"]);
        Assert.That(report.Groups.Single().Measurements.Select(measurement => measurement.ToString()), Is.EqualTo(new[] { "Volume of Mesh = 70361.9 mm3", "Mean Attenuation Coefficient = 104.5 [hnsf'U]" }));
    }

    [Test]
    public void StatisticsOfSegments_TellWhatIsLeftOut()
    {
        File.WriteAllText(_folder["statistics.json"], "{ \"liver\": { \"volume\": 70229.25, \"intensity\": 104.5 }, \"spleen\": { \"volume\": 0.0, \"intensity\": 0.0 } }");
        (int exitCode, _, string error) = CommandRun.Run(
            "csv2tid1500", "--inputCSV", _folder["statistics.json"], "--profile", "totalsegmentator", "--inputSegmentation", Repository.Data("segmentations/liver.dcm"), "--outputDICOM", _folder["out.dcm"]);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("Warning: 1 class has nothing but 0").And.Contain("spleen"));
    }

    [Test]
    public void TableOfAReport_MakesAReportThatSaysTheSame()
    {
        CommandRun.Succeed(Writer(Repository.Data("metadata/sr-tid1500-ct-liver-example.json"), "first.dcm"));
        (int exitCode, _, string error) = CommandRun.Run("tid1500tocsv", "--inputDICOM", _folder["first.dcm"], "--outputCSV", _folder["table.csv"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("Warning: Measurements group 1, Attenuation Coefficient and 1 more: the table has no column for the population, numeric properties."));

        JsonObject document = JsonNode.Parse(File.ReadAllText(Repository.Data("metadata/sr-tid1500-ct-liver-example.json")))!.AsObject();
        document.Remove("Measurements");
        File.WriteAllText(_folder["document.json"], document.ToJsonString());
        CommandRun.Succeed(
            "csv2tid1500", "--inputCSV", _folder["table.csv"], "--inputMetadata", _folder["document.json"], "--inputImageLibraryDirectory", Repository.Data("segmentations/ct-3slice"),
            "--inputCompositeContextDirectory", Repository.Data("segmentations"), "--outputDICOM", _folder["second.dcm"]);

        MeasurementTable first = MeasurementTable.FromReport(MeasurementReport.Open(_folder["first.dcm"])), second = MeasurementTable.FromReport(MeasurementReport.Open(_folder["second.dcm"]));
        Assert.That(second.Rows, Is.EqualTo(first.Rows));
        Assert.That(first.Rows, Has.Count.EqualTo(6));
        Assert.That(second.Warnings, Is.Empty);
        ReportJudges.AssertSound(_folder["second.dcm"]);
    }

    [Test]
    public void TableOfFeatures_MakesAReport()
    {
        File.WriteAllText(_folder["mapping.json"], FeatureTableTests.Mapping);
        File.WriteAllText(_folder["features.csv"], "label,name,uid,original_firstorder_Mean,original_shape_MeshVolume\n1,Lesion 1,,-37.5,70361.9\n");
        CommandRun.Succeed(
            "csv2tid1500", "--inputCSV", _folder["features.csv"], "--inputFeatureMapping", _folder["mapping.json"],
            "--inputSegmentation", Repository.Data("segmentations/liver.dcm"), "--outputDICOM", _folder["out.dcm"]);

        MeasurementReport report = MeasurementReport.Open(_folder["out.dcm"]);
        Assert.That(report.Groups.Single().Measurements.Select(measurement => measurement.ToString()), Is.EqualTo(new[] { "Volume (Mesh) = 70361.9 mm3", "Mean Attenuation Coefficient = -37.5 [hnsf'U]" }));
        Assert.That(report.Groups.Single().Algorithm, Is.EqualTo(new AlgorithmIdentification { Name = "pyradiomics", Version = "3.1", Parameters = ["binWidth: 25"] }));
        ReportJudges.AssertSound(_folder["out.dcm"]);
        ReportJudges.AssertFollowsTemplate(_folder["out.dcm"], fromScale: 1);
    }

    [Test]
    public void Measure_LeavesValuesOutAndSaysSo()
    {
        string[] measure = ["measure", "--inputDICOM", Repository.Data("segmentations/liver.dcm"), "--inputDICOMDirectory", Repository.Data("segmentations/ct-3slice"), "--outputDICOM", _folder["out.dcm"], "--features", "Minimum,Maximum,HistogramMean"];
        CommandRun.Succeed([.. measure, "--resegment", "-40:120", "--resegmentSigma", "2.5", "--binWidth", "25", "--binStart", "-1000"]);
        Measurement[] measured = [.. MeasurementReport.Open(_folder["out.dcm"]).Groups.Single().Measurements];
        Assert.That(measured[0].Value, Is.GreaterThanOrEqualTo(-40));
        Assert.That(measured[1].Value, Is.LessThanOrEqualTo(120));
        Assert.That(measured[2].Algorithm!.Parameters.Single(), Is.EqualTo("fixed bin width 25 from -1000"));
        Assert.That(measured[0].Modifiers.Select(modifier => $"{modifier.Name.Value} = {modifier.Value.Value}"), Is.EqualTo(new[] { "IF9H = USB3", "IF9H = 7ACA" }));
        Assert.That(measured[0].DerivationParameters.Select(parameter => $"{parameter.Value} {parameter.Unit!.Value}"), Is.EqualTo(new[] { "-40 [hnsf'U]", "120 [hnsf'U]", "2.5 1" }));
        DicomJudges.AssertSound(_folder["out.dcm"]);
        Assert.That(CommandRun.Fail([.. measure, "--resegment", "120:-40"]), Does.Contain("--resegment: '120:-40' is no range"));
        Assert.That(CommandRun.Fail([.. measure, "--binStart", "0"]), Does.Contain("--binStart needs --binWidth"));
        Assert.That(CommandRun.Fail([.. measure, "--values", "suvlbm"]), Does.Contain("(0008,0060)"));
    }

    [Test]
    public void Table_FaultyCells_AreAllNamed()
    {
        File.WriteAllText(_folder["document.json"], "{}");
        File.WriteAllText(_folder["table.csv"], "TrackingIdentifier,quantity,value,units\nA,Volume,1,mm3\nA,118565006|SCT|Volume,1.2.3,mm3\n");
        string error = CommandRun.Fail("csv2tid1500", "--inputCSV", _folder["table.csv"], "--inputMetadata", _folder["document.json"], "--outputDICOM", _folder["out.dcm"]);
        Assert.That(error, Does.Contain("table.csv").And.Contain("column 2 (quantity) (line 2)").And.Contain("column 3 (value) (line 3)"));
    }

    [Test]
    public void Table_OptionsThatDoNotGoTogether_AreRefused()
    {
        File.WriteAllText(_folder["t.csv"], "TrackingIdentifier\nA\n");
        Assert.That(CommandRun.Fail("csv2tid1500", "--inputCSV", _folder["t.csv"], "--outputDICOM", _folder["o.dcm"]), Does.Contain("--inputMetadata"));
        Assert.That(CommandRun.Fail("csv2tid1500", "--inputCSV", _folder["t.csv"], "--inputSegmentation", _folder["s.dcm"], "--outputDICOM", _folder["o.dcm"]), Does.Contain("--inputSegmentation belongs together with"));
    }

    private string[] Writer(string json, string output = "out.dcm") =>
    [
        "tid1500writer", "--inputMetadata", json, "--inputImageLibraryDirectory", Repository.Data("segmentations/ct-3slice"),
        "--inputCompositeContextDirectory", Repository.Data("segmentations"), "--outputDICOM", _folder[output],
    ];
}
