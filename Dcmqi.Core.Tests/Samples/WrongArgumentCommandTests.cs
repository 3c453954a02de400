using System.CommandLine;
using Dcmqi.Cli;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Arguments that cannot be meant: the option and the value are named, in the terms of the command line, without a trace of the program.</summary>
public class WrongArgumentCommandTests : TorsoCommandTests
{
    [TestCase("--concatenation: 'abc' is no whole number.", "--concatenation", "abc")]
    [TestCase("--concatenation: a part has 1 frame or more.", "--concatenation", "0")]
    [TestCase("--sourceVolume: '1.5' is no whole number.", "--sourceVolume", "1.5")]
    [TestCase("--fractionMaximum: 'x' is no number.", "--fractionMaximum", "x")]
    [TestCase("--segmentationType: 'binry' is none of binary, labelmap, fractional; is 'binary' meant?", "--segmentationType", "binry")]
    [TestCase("--compress: 'gzip' is none of none, deflate, rle, jpegls, deflated-frame.", "--compress", "gzip")]
    [TestCase("--resample needs a value.", "--resample")]
    public void WrongValue_NamesOptionAndValue(string expected, params string[] options)
    {
        string error = CommandRun.Fail(Conversion("out.dcm", options));
        Assert.That(error, Does.Contain(expected).And.Not.Contain("System.").And.Not.Contain("   at "));
        Assert.That(File.Exists(Folder["out.dcm"]), Is.False);
    }

    private static IEnumerable<string> Names => Commands.Names;

    // Whatever an option's validators make of a value: it is told in the terms of the command line, and is no fault of the program.
    [TestCaseSource(nameof(Names))]
    public void WrongValue_OfAnyOption_IsNoFaultOfTheProgram(string command)
    {
        Command made = Commands.For(command, new CommandConsole(TextWriter.Null, TextWriter.Null), CancellationToken.None).Single();
        foreach (string option in made.Options.Where(option => option.ValueType != typeof(bool)).Select(option => option.Name))
        {
            foreach (string value in (string[])["abc", "-1", "1.5", "NaN", "99999999999999999999", ","])
            {
                (int exitCode, string output, string error) = CommandRun.Run(command, option, value);
                string said = $"{command} {option} {value}: {error}";
                Assert.That(exitCode, Is.EqualTo(CommandLine.WrongUsage), said);
                Assert.That(error, Does.StartWith("Error: ").And.Not.Contain("   at ").And.Not.Contain("System."), said);
                Assert.That(output, Is.Empty, said);
            }
        }
    }

    [Test]
    public void ExitCode_TellsWrongArgumentsFromWrongInputs()
    {
        Assert.That(CommandRun.Run("terms", "kidney", "--limit", "many"), Is.EqualTo((CommandLine.WrongUsage, "", $"Error: --limit: 'many' is no whole number.{Environment.NewLine}'dcmqi terms --help' lists the options.{Environment.NewLine}")));
        Assert.That(CommandRun.Run("segimage2rtstruct", "--simplify", "x").Error, Does.Contain("--simplify: 'x' is no number."));
        Assert.That(CommandRun.Run("measrue").ExitCode, Is.EqualTo(CommandLine.WrongUsage));
        File.WriteAllText(Folder["no.dcm"], "nothing");
        Assert.That(CommandRun.Run("seginfo", Folder["no.dcm"]).ExitCode, Is.EqualTo(CommandLine.Failed));
    }

    [Test]
    public void UnknownFeature_IsAnsweredByTheNearestAlone()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        string[] measure = ["measure", "--inputDICOM", Folder["seg.dcm"], "--inputDICOMDirectory", Folder["ct"], "--features"];
        Assert.That(CommandRun.Fail([.. measure, "Maximun"]), Does.StartWith($"Error: --features: 'Maximun' is no feature (did you mean 'Maximum'?).{Environment.NewLine}").And.Not.Contain("Sphericity"));
        Assert.That(CommandRun.Fail([.. measure, "xyzzyplugh"]), Does.Contain("Families are").And.Contain("Sphericity"), "where nothing is near, all are named");
    }

    [Test]
    public void ReturnParameterFile_IsWrittenWholeOrNotAtAll()
    {
        string[] conversion = [.. Conversion("seg.dcm"), "--returnparameterfile"];
        Assert.That(CommandRun.Fail([.. conversion, Folder["nowhere/returned.txt"]]), Does.Contain("--returnparameterfile"));
        Assert.That(File.Exists(Folder["seg.dcm"]), Is.False, "asked before the work");
        File.WriteAllText(Folder["returned.txt"], "old");
        Assert.That(CommandRun.Fail([.. conversion, Folder["returned.txt"], "--segmentationType", "fractional"]), Is.Not.Empty);
        Assert.That(File.ReadAllText(Folder["returned.txt"]), Is.EqualTo("old"), "of a run that failed");
        CommandRun.Succeed([.. conversion, Folder["returned.txt"]]);
        Assert.That(File.ReadAllText(Folder["returned.txt"]), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Folder.Root, ".dcmqi-*"), Is.Empty);
    }

    [Test]
    public void WrongValue_OfAnOptionThatOthersAreHeldAgainst_IsToldWithoutATrace()
    {
        string[] command = ["segimage2itkimage", "--inputDICOM", Folder["seg.dcm"], "--outputDirectory", Folder["out"]];
        Assert.That(CommandRun.Fail([.. command, "--resample", "linear"]), Does.Contain("--resample: 'linear' is none of nearest").And.Not.Contain("   at "));
        Assert.That(CommandRun.Fail([.. command, "--resample", "nearest", "--evenParts"]), Does.Contain("give one of them"));
        Assert.That(CommandRun.Fail([.. command, "--mergeSegments", "--outputNames", "label"]), Does.Contain("give one of them"));
        Assert.That(CommandRun.Fail([.. command, "--onSourceGrid"]), Does.Contain("needs the images"));
    }

    [TestCase("seginfo")]
    [TestCase("sourceinfo")]
    [TestCase("volumeinfo")]
    public void MistypedOption_BesideFiles_IsNoFile(string command)
    {
        Assert.That(CommandRun.Fail(command, "--jsno", Folder["labels.nrrd"]), Does.Contain("There is no option '--jsno'; is '--json' meant?"));
        Assert.That(CommandRun.Fail(command), Does.Contain($"{command}: a file or folder is missing."));
    }

    [Test]
    public void FileOfAnotherKind_IsNamed()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        string image = Directory.GetFiles(Folder["ct"])[0];
        Assert.That(CommandRun.Fail("seginfo", Folder["seg.dcm"], image), Does.Contain($"{Path.GetFileName(image)}: SOP Class UID (0008,0016) is CT Image Storage"));
        foreach (string command in (string[])["pminfo", "srdump"])
            Assert.That(CommandRun.Fail(command, Folder["seg.dcm"]), Does.Contain("seg.dcm: SOP Class UID (0008,0016) is Segmentation Storage"));
    }

    [Test]
    public void ColourImages_AreCalledSo()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        foreach (string path in Directory.GetFiles(Folder["ct"]))
        {
            DataSet image;
            using (DicomFile file = DicomFile.Open(path))
                image = file.DataSet;
            image.Set(Tags.PhotometricInterpretation, "RGB");
            foreach ((uint tag, ushort value) in ((uint, ushort)[])[(Tags.SamplesPerPixel, 3), (Tags.PlanarConfiguration, 0), (Tags.BitsAllocated, 8), (Tags.BitsStored, 8), (Tags.HighBit, 7), (Tags.PixelRepresentation, 0)])
                image.Set(tag, value);
            image.SetBytes(Tags.PixelData, VR.OB, new byte[3 * Geometry.Size.X * Geometry.Size.Y]);
            using FileStream stream = File.Create(path);
            DicomWriter.Write(stream, image, TransferSyntax.ExplicitVRLittleEndian);
        }

        Assert.That(CommandRun.Fail("measure", "--inputDICOM", Folder["seg.dcm"], "--inputDICOMDirectory", Folder["ct"]), Does.Contain("is a colour image").And.Contain("RGB"));
    }

    [Test]
    [Platform("Linux")]
    public void OutputThatCannotBeWritten_IsNamedAndNotItsTemporaryFile() =>
        Assert.That(CommandRun.Fail([.. Conversion("out.dcm")[..^1], "/proc/out.dcm"]), Does.Contain("'/proc/out.dcm'").And.Not.Contain(".tmp"));

    [Test]
    public void Numbers_OutOfRange_NameTheirOption()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        string[] measure = ["measure", "--inputDICOM", Folder["seg.dcm"], "--inputDICOMDirectory", Folder["ct"]];
        Assert.That(CommandRun.Fail([.. measure, "--binNumber", "0"]), Does.Contain("--binNumber is 0; 1 or more is needed."));
        Assert.That(CommandRun.Fail([.. measure, "--binWidth", "-1.5"]), Does.Contain("--binWidth is -1.5; a number above 0 is needed."));
        Assert.That(CommandRun.Fail([.. measure, "--features", "Volums,Boldness"]), Does.Contain("--features: 'Volums' is no feature (did you mean 'Volume'?). 'Boldness' is no feature."));
        string[] map = ["itkimage2paramap", "--inputMetadata", Folder["labels.json"], "--inputImage", Folder["labels.nrrd"], "--inputDICOMDirectory", Folder["ct"], "--outputDICOM", Folder["map.dcm"]];
        Assert.That(CommandRun.Fail([.. map, "--stepSize", "2"]), Does.Contain("--stepSize is for whole numbers"));
        Assert.That(CommandRun.Fail([.. map, "--pixelType", "uint8", "--stepSize", "0"]), Does.Contain("--stepSize is 0; a number above 0 is needed."));
        Assert.That(CommandRun.Fail("segconvert", "--inputDICOM", Folder["seg.dcm"], "--outputDICOM", Folder["out.dcm"], "--segments", "98,99"), Does.Contain("There are no segments 98, 99 to keep; the segments are 1, "));
    }

    [Test]
    public void ReportsOfMeasure_AreTablesWithoutWarnings()
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        CommandRun.Succeed("measure", "--inputDICOM", Folder["seg.dcm"], "--inputDICOMDirectory", Folder["ct"], "--outputDICOM", Folder["report.dcm"], "--percentiles", "5,95");
        (int exitCode, _, string error) = CommandRun.Run("tid1500tocsv", "--inputDICOM", Folder["report.dcm"], "--outputCSV", Folder["report.csv"]);
        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(MeasurementTable.Load(Folder["report.csv"]).ToGroups(), Is.EqualTo(MeasurementTable.FromReport(MeasurementReport.Open(Folder["report.dcm"])).ToGroups()));
    }
}
