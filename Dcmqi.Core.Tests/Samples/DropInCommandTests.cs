using System.Diagnostics;
using System.Xml.Linq;
using Dcmqi.Cli;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What lets the command line stand in for dcmqi's programs: the same switches, links called after commands, 3D Slicer's description of a module.</summary>
public class DropInCommandTests
{
    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(23, 17, 6);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        var torso = new PhantomTorso(_geometry);
        new PhantomSeries(_geometry) { Pixels = torso.Slice }.Write(_folder["ct"]);
        VolumeFile.Write(_folder["labels.nrrd"], new Volume<byte>(_geometry, torso.Labels()));
        PhantomTorso.Metadata().Save(_folder["labels.json"]);
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [TestCase(false, "--skip")]
    [TestCase(false, "--skip", "1")]
    [TestCase(false, "--skip", "-3")]
    [TestCase(false, "--skip", "--verbose")]
    [TestCase(true, "--skip", "0")]
    public void Skip_TakesAnyWholeNumber(bool keepsEmptyFrames, params string[] options)
    {
        var labels = (Volume<byte>)VolumeFile.Read(_folder["labels.nrrd"]);
        labels.Slice(0).Clear();
        VolumeFile.Write(_folder["labels.nrrd"], labels);
        CommandRun.Succeed([.. Conversion("seg.dcm"), .. options]);
        CommandRun.Succeed([.. Conversion("default.dcm")]);
        int frames = Segmentation.Open(_folder["seg.dcm"]).FrameCount;
        Assert.That(frames, keepsEmptyFrames ? Is.GreaterThan(Segmentation.Open(_folder["default.dcm"]).FrameCount) : Is.EqualTo(Segmentation.Open(_folder["default.dcm"]).FrameCount));
    }

    [Test]
    public void ReferencesGeometryCheck_Bare_IsOn()
    {
        CommandRun.Succeed([.. Conversion("bare.dcm"), "--referencesGeometryCheck"]);
        CommandRun.Succeed([.. Conversion("two.dcm"), "--referencesGeometryCheck", "2"]);
        Assert.That(CommandRun.Fail([.. Conversion("no.dcm"), "--referencesGeometryCheck", "yes"]), Does.Contain("'yes'").And.Contain("whole number"));
    }

    [Test]
    public void BinToLabel_TakesDcmqisOptions_AndALabelMap()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        (int exitCode, _, string error) = CommandRun.Run(
            "bin2labelsegimage", "--inputDICOM", _folder["seg.dcm"], "--outputDICOM", _folder["label.dcm"], "--skip", "0", "--referencesGeometryCheck", "0", "--useLabelIDAsSegmentNumber");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("--referencesGeometryCheck and --useLabelIDAsSegmentNumber change nothing"));
        Segmentation labelMap = Segmentation.Open(_folder["label.dcm"]);
        VoxelEquality.AssertSame(VolumeFile.Read(_folder["labels.nrrd"]), labelMap.ToLabelMap(_geometry), "label map");

        (exitCode, _, error) = CommandRun.Run("bin2labelsegimage", "--inputDICOM", _folder["label.dcm"], "--outputDICOM", _folder["again.dcm"], "--compress", "rle");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("is a label map already"));
        VoxelEquality.AssertSame(VolumeFile.Read(_folder["labels.nrrd"]), Segmentation.Open(_folder["again.dcm"]).ToLabelMap(_geometry), "label map again");
    }

    [Test]
    public void Prefix_OfParametricMaps_HasDcmqisShortName()
    {
        VolumeFile.Write(_folder["map.nrrd"], new Volume<float>(_geometry));
        File.WriteAllText(_folder["map.json"], """
            {
              "SeriesNumber": "1", "InstanceNumber": "1",
              "DerivationCode": { "CodeValue": "113041", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Apparent Diffusion Coefficient" },
              "QuantityValueCode": { "CodeValue": "113041", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Apparent Diffusion Coefficient" },
              "MeasurementUnitsCode": { "CodeValue": "um2/s", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "um2/s" }
            }
            """);
        CommandRun.Succeed("itkimage2paramap", "--inputMetadata", _folder["map.json"], "--inputImage", _folder["map.nrrd"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["map.dcm"]);
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder["out"], "-n", "adc");
        Assert.That(File.Exists(_folder["out/adc-pmap.nrrd"]));
    }

    [Test]
    public void WhatSlicerAdds_IsAccepted()
    {
        CommandRun.Succeed([.. Conversion("seg.dcm"), "--inputDICOMList", "", "--processinformationaddress", "0x7ffe", "--returnparameterfile", _folder["returned.txt"]]);
        Assert.That(File.ReadAllText(_folder["returned.txt"]), Is.Empty);
        Assert.That(CommandRun.Fail("segconvert", "--inputDICOM", "", "--outputDICOM", _folder["out.dcm"], "--returnparameterfile", _folder["other.txt"]), Does.Contain("'--inputDICOM' is required"));
        Assert.That(File.Exists(_folder["other.txt"]), Is.False);
    }

    // Names that scripts for Slicer use, by option: those of dcmqi's modules.
    [TestCase("itkimage2segimage", "metaDataFileName=inputMetadata outputSEGFileName=outputDICOM dicomImageFiles=inputDICOMList dicomDirectory=inputDICOMDirectory segImageFiles=inputImageList skipEmptySlices=skip referencesGeometryCheck=referencesGeometryCheck noDicomValueChecks=noDicomValueChecks useLabelIDAsSegmentNumber=useLabelIDAsSegmentNumber verbose=verbose segmentationType=segmentationType compress=compress")]
    [TestCase("segimage2itkimage", "inputSEGFileName=inputDICOM outputDirName=outputDirectory prefix=prefix outputType=outputType verbose=verbose mergeSegments=mergeSegments")]
    [TestCase("bin2labelsegimage", "inputSEGFileName=inputDICOM outputSEGFileName=outputDICOM verbose=verbose usePalette=usePalette compress=compress force16Bit=force16Bit noCheck=noCheck")]
    [TestCase("itkimage2paramap", "inputFileName=inputImage metaDataFileName=inputMetadata outputParaMapFileName=outputDICOM dicomDirectory=inputDICOMDirectory dicomImageFileList=inputDICOMList noDicomValueChecks=noDicomValueChecks")]
    [TestCase("paramap2itkimage", "inputFileName=inputDICOM outputDirName=outputDirectory outputType=outputType prefix=prefix")]
    [TestCase("tid1500writer", "metaDataFileName=inputMetadata outputFileName=outputDICOM compositeContextDataDir=inputCompositeContextDirectory imageLibraryDataDir=inputImageLibraryDirectory")]
    [TestCase("tid1500reader", "inputSRFileName=inputDICOM metaDataFileName=outputMetadata")]
    public void Xml_HasTheNamesOfDcmqisModules(string command, string names)
    {
        XElement module = XDocument.Parse(CommandRun.Succeed(command, "--xml")).Root!;
        Dictionary<string, XElement> parameters = module.Elements("parameters").Elements().Where(element => element.Element("name") is not null)
            .ToDictionary(element => element.Element("name")!.Value);
        foreach (string[] pair in names.Split(' ').Select(pair => pair.Split('=')))
        {
            Assert.That(parameters.Keys, Has.Member(pair[0]));
            Assert.That(parameters[pair[0]].Element("longflag")!.Value, Is.EqualTo(pair[1]));
            Assert.That(parameters[pair[0]].Element("channel")!.Value, Is.EqualTo(pair[1].StartsWith("output", StringComparison.Ordinal) && pair[1] != "outputType" ? "output" : "input"), pair[0]);
        }
    }

    [Test]
    public void Xml_OfEveryCommand_ParsesAndSaysWhatASwitchIs()
    {
        string help = CommandRun.Succeed("--help");
        string[] commands = [.. help[help.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).Select(line => line.Trim().Split(' ')[0]).Where(name => name.Length > 0)];
        Assert.That(commands, Has.Length.GreaterThan(15));
        foreach (string command in commands)
        {
            XElement module = XDocument.Parse(CommandRun.Succeed(command, "--xml")).Root!;
            Assert.That(module.Elements().Select(element => element.Name.LocalName), Is.EqualTo(new[] { "category", "title", "description", "version", "parameters", "parameters" }), command);
            XElement[] parameters = [.. module.Elements("parameters").Elements().Where(element => element.Element("name") is not null)];
            Assert.That(parameters.Select(parameter => parameter.Element("name")!.Value), Is.Unique, command);
            Assert.That(parameters.Where(parameter => parameter.Name == "boolean").Select(parameter => parameter.Element("default")!.Value), Is.All.EqualTo("false"), command);
        }
    }

    [Test]
    public void EveryCommand_IsMadeByItsNameAlone()
    {
        Assert.That(Commands.Names, Is.Unique);
        foreach (string name in Commands.Names)
            Assert.That(Commands.For(name, new CommandConsole(TextWriter.Null, TextWriter.Null), CancellationToken.None).Select(command => command.Name), Is.EqualTo(new[] { name }));
        Assert.That(Commands.For("--help", new CommandConsole(TextWriter.Null, TextWriter.Null), CancellationToken.None).Select(command => command.Name), Is.EqualTo(Commands.Names));
    }

    [Test]
    public void Arguments_OfAProgramCalledAfterACommand_BeginWithIt()
    {
        Assert.That(CommandLine.WithCommand("seginfo", ["a.dcm"]), Is.EqualTo(new[] { "seginfo", "a.dcm" }));
        Assert.That(CommandLine.WithCommand("dcmqi", ["seginfo", "a.dcm"]), Is.EqualTo(new[] { "seginfo", "a.dcm" }));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Link_CalledAfterACommand_IsThatCommand()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "dcmqi");
        Assert.That(File.Exists(program), "the program beside the tests");
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "libhostfxr.so")))
            Assert.Ignore("A runtime that the tests brought along lies beside the program, which cannot start with it.");
        File.CreateSymbolicLink(_folder["segimage2itkimage"], program);
        using var process = Process.Start(new ProcessStartInfo(_folder["segimage2itkimage"], "--xml") { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(XDocument.Parse(output).Root!.Element("title")!.Value, Is.EqualTo("segimage2itkimage"));
    }

    private string[] Conversion(string output) =>
    [
        "itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder[output],
    ];
}
