using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dcmqi.Tests.Metadata;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.House;

/// <summary>What is said and written is the same in every culture: decimal points, signs, digits, capital letters, order of names.</summary>
public partial class CultureTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(17, 11, 5);
        new PhantomSeries(geometry).Write(_folder["ct"]);
        VolumeFile.Write(_folder["labels.nrrd"], Labels.Random(geometry, 3, 7));
        (Labels.Metadata(3) with { SeriesDescription = "İstanbul Iıi" }).Save(_folder["labels.json"]);

        // Faults of all kinds: negative and real numbers among them.
        JsonNode report = JsonNode.Parse(ReportDocuments.EveryKey)!;
        report["imageLibrary"] = new JsonArray("missing.dcm");
        report["compositeContext"] = new JsonArray();
        File.WriteAllText(_folder["report.json"], report.ToJsonString());
        JsonNode wrong = JsonNode.Parse(ExampleDocuments.EveryKey)!;
        wrong["SeriesNumber"] = "-1.5";
        wrong["InstanceNumber"] = "99999999999";
        wrong["segmentAttributes"]![0]![0]!["labelID"] = -3;
        wrong["segmentAttributes"]![0]![0]!["recommendedDisplayRGBValue"] = new JsonArray(-1, 2.5, 300);
        File.WriteAllText(_folder["wrong.json"], wrong.ToJsonString());
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [TestCase("de_DE")]
    [TestCase("tr_TR")]
    [TestCase("ar_SA")]
    public void Commands_InACultureOfTheHost_SayAndWriteTheSame(string locale)
    {
        string expected = Run("invariant", commands => InProcess(commands));
        string actual = Run(locale, commands => InChild(commands, locale));
        string[] lines = actual.Split('\n');
        Assert.That(lines[0], Does.StartWith($"culture {locale.Replace('_', '-')}, "));
        Assert.That(lines[1..], Is.EqualTo(expected.Split('\n')[1..]));
        foreach (string file in Directory.GetFiles(_folder["invariant"]).Where(file => !file.EndsWith(".dcm", StringComparison.Ordinal)))
            Assert.That(Comparable(File.ReadAllText(_folder[$"{locale}/{Path.GetFileName(file)}"])), Is.EqualTo(Comparable(File.ReadAllText(file))), Path.GetFileName(file));
    }

    // A culture made here, for machines without those of ICU.
    [Test]
    public void ReportFaults_InACultureOfCommas_HavePointsAndMinusSigns()
    {
        using var phantom = new ReportPhantom();
        var metadata = new MeasurementReportMetadata
        {
            Groups =
            [
                new MeasurementGroup
                {
                    TrackingIdentifier = "1",
                    Kind = MeasurementGroupKind.Planar,
                    Measurements = [new Measurement { Name = new CodedConcept("118565006", "SCT", "Volume"), Value = -1.5, Unit = Codes.Ucum.CubicMillimeter }],
                    ReferencedSegments = [new ImageReference { SopInstanceUid = phantom.SegmentationUid, FrameNumbers = [1000, 2000] }],
                },
            ],
        };
        MeasurementReportMetadata negative = metadata with
        {
            Groups = [metadata.Groups[0] with { ReferencedSegments = [new ImageReference { SopInstanceUid = phantom.SegmentationUid, FrameNumbers = [-2], SegmentNumbers = [-3] }] }],
        };
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NegativeSign = "\u2212";
        Assert.That(FaultsIn(metadata, german), Does.Contain("frame 1000 of").And.Contain("frame 2000 of").And.EqualTo(FaultsIn(metadata, CultureInfo.InvariantCulture)));
        Assert.That(FaultsIn(negative, german), Does.Contain("is the number -2").And.Contain("is the number -3").And.EqualTo(FaultsIn(negative, CultureInfo.InvariantCulture)));

        string FaultsIn(MeasurementReportMetadata report, CultureInfo culture)
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            try
            {
                CultureInfo.CurrentCulture = culture;
                return Assert.Catch(() => phantom.Builder(report).Build())!.Message;
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    private string Run(string name, Func<string[][], string> run)
    {
        Directory.CreateDirectory(_folder[name]);
        string To(string file) => _folder[$"{name}/{file}"];
        string[][] commands =
        [
            ["itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", To("seg.dcm"), "--for", "ohif"],
            ["itkimage2segimage", "--inputMetadata", _folder["wrong.json"], "--inputImageList", _folder["labels.nrrd"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", To("no.dcm")],
            ["seginfo", To("seg.dcm")],
            ["seginfo", To("seg.dcm"), "--json"],
            ["segimage2itkimage", "--inputDICOM", To("seg.dcm"), "--outputDirectory", _folder[name], "--outputNames", "label", "--compression", "none"],
            ["sourceinfo", _folder["ct"]],
            ["volumeinfo", _folder["labels.nrrd"]],
            ["measure", "--inputDICOM", To("seg.dcm"), "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", To("report.dcm"), "--csv", To("report.csv")],
            ["srdump", To("report.dcm")],
            ["tid1500reader", "--inputDICOM", To("report.dcm"), "--outputMetadata", To("report.json")],
            ["tid1500writer", "--inputMetadata", _folder["report.json"], "--outputDICOM", To("written.dcm")],
            ["validate", To("seg.dcm"), To("report.dcm")],
        ];
        return Comparable(run(commands)).Replace($"/{name}/", "/OUT/", StringComparison.Ordinal);
    }

    private static string InProcess(string[][] commands)
    {
        var text = new StringBuilder("culture\n");
        foreach (string[] command in commands)
        {
            (int exitCode, string output, string error) = CommandRun.Run(command);
            text.Append(CultureInfo.InvariantCulture, $"{command[0]}: {exitCode}\n{output}{error}\n");
        }

        return text.ToString();
    }

    private string InChild(string[][] commands, string locale)
    {
        if (!Directory.EnumerateFiles("/usr/lib", "libicuuc.so.*", SearchOption.AllDirectories).Any())
            Missing.Program("ICU (libicu) is not installed.");
        File.WriteAllLines(_folder["commands"], commands.Select(command => string.Join('\t', command)));
        string assembly = typeof(CultureTests).Assembly.Location;
        JsonNode config = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(assembly, ".runtimeconfig.json")))!;
        config["runtimeOptions"]!["configProperties"]!["System.Globalization.Invariant"] = false;
        config["runtimeOptions"]!["configProperties"]!["System.Globalization.PredefinedCulturesOnly"] = false;
        File.WriteAllText(_folder["host.runtimeconfig.json"], config.ToJsonString());
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (string argument in (string[])["exec", "--runtimeconfig", _folder["host.runtimeconfig.json"], "--depsfile", Path.ChangeExtension(assembly, ".deps.json"), assembly, _folder["commands"]])
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = $"{locale}.UTF-8";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output;
    }

    // Identifiers, dates and times are new each time.
    private static string Comparable(string text) => TimeText().Replace(UidText().Replace(text, "UID"), "TIME");

    [GeneratedRegex(@"\b[0-9]+(\.[0-9]+){5,}\b|\b2\.25\.[0-9]+\b")]
    private static partial Regex UidText();

    [GeneratedRegex(@"\b20[0-9]{6}([0-9]{4,6})?(\.[0-9]+)?([+-][0-9]{4})?\b|\b20[0-9]{2}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+)?([+-][0-9:]+)?|\b[0-9]{2}:[0-9]{2}:[0-9]{2}\b|\b[0-2][0-9][0-5][0-9][0-5][0-9]\b")]
    private static partial Regex TimeText();
}
