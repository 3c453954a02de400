using Dcmqi.Cli;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What the command line says: in its own terms, of the files that were named, safe to print.</summary>
public class MessageCommandTests
{
    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(24, 18, 6);
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

    [TestCase("segimage2itkimag", "segimage2itkimage")]
    [TestCase("SegInfo", "seginfo")]
    public void UnknownCommand_IsAnErrorThatNamesTheNearest(string command, string nearest)
    {
        foreach (string[] rest in (string[][])[[], ["--help"], ["--version"]])
            Assert.That(CommandRun.Fail([command, .. rest]), Does.Contain($"no command '{command}'; is '{nearest}' meant?"));
        Assert.That(CommandRun.Fail("foo", "--help"), Does.Contain("no command 'foo'.").And.Contain("--help"));
    }

    [Test]
    public void UnknownOption_IsAnErrorThatNamesTheNearest()
    {
        string error = CommandRun.Fail("segconvert", "--inputDICOM", "a.dcm", "--outputDCM", "b.dcm");
        Assert.That(error, Does.Contain("no option '--outputDCM'; is '--outputDICOM' meant?").And.Not.Contain("b.dcm"));
    }

    [Test]
    public void AllThatIsMissing_IsSaidAtOnce()
    {
        string error = CommandRun.Fail("itkimage2segimage", "--inputMetadata", "no.json", "--inputImageList", "no.nrrd", "--outputDICOM", "nowhere/seg.dcm");
        Assert.That(error, Does.Contain("'no.json'").And.Contain("'no.nrrd'").And.Contain("nowhere").And.Contain("The images that were segmented are missing"));
    }

    [Test]
    public void Messages_OfTheLibrary_AreSaidInTheTermsOfTheCommandLine()
    {
        string library = string.Join('\n', new[] { "Dcmqi.Core", "Dcmqi.Web" }.SelectMany(project => Directory.EnumerateFiles(Repository.Of(project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        foreach ((string ofLibrary, string ofCommand) in CommandTerms.Phrases)
        {
            Assert.That(library, Does.Contain(ofLibrary), "the library does not say this any more");
            Assert.That(CommandTerms.Of("Left. " + ofLibrary), Is.EqualTo("Left. " + ofCommand));
        }

        Assert.That(CommandTerms.Of("It is 3. (Parameter 'width')"), Is.EqualTo("It is 3."));
    }

    [Test]
    public void VolumeElsewhere_NamesOptions()
    {
        var moved = new VolumeGeometry(_geometry.Size, new Vector3d(900, 800, 700), _geometry.SpacingMm, _geometry.DirectionX, _geometry.DirectionY, _geometry.DirectionZ);
        VolumeFile.Write(_folder["labels.nrrd"], new Volume<byte>(moved, new PhantomTorso(_geometry).Labels()));
        string error = CommandRun.Fail(Conversion());
        Assert.That(error, Does.Contain("--resample").And.Contain("--allowUnmatched").And.Not.Contain("SourceMatching").And.Not.Contain("SourceAlignment"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Output_IsNamedAndNotItsTemporaryFile()
    {
        CommandRun.Succeed(Conversion());
        string error = CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["out"], "--outputType", "mhd", "--prefix", "LIST a%d");
        Assert.That(error, Does.Not.Contain(".dcmqi-").And.Contain("LIST a%d"));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void Background_IsNoSegment()
    {
        CommandRun.Succeed([.. Conversion(), "--segmentationType", "labelmap"]);
        Segmentation labelMap = Segmentation.Open(_folder["seg.dcm"]);
        int count = labelMap.Segments.Count(segment => !segment.IsBackground);
        Assert.That(labelMap.Segments, Has.Count.EqualTo(count + 1));
        Assert.That(labelMap.ToString(), Does.StartWith($"Segmentation: {count} segments, "));
        Assert.That(CommandRun.Succeed("seginfo", _folder["seg.dcm"]), Does.Match($@"segments +{count}\r?\n"));
    }

    [Test]
    public void ControlCharacters_AreShownEscaped()
    {
        CommandRun.Succeed(Conversion());
        byte[] file = File.ReadAllBytes(_folder["seg.dcm"]);
        byte[] label = System.Text.Encoding.ASCII.GetBytes(Segmentation.Open(_folder["seg.dcm"]).Segments[0].Label);
        int at = file.AsSpan().IndexOf(label);
        "\u001b[2J"u8.CopyTo(file.AsSpan(at));
        File.WriteAllBytes(_folder["seg.dcm"], file);
        (_, string output, string error) = CommandRun.Run("seginfo", _folder["seg.dcm"]);
        Assert.That(output, Does.Contain("\\u001b[2J").And.Not.Contain('\u001b'));
        Assert.That(error, Does.Not.Contain('\u001b'));
        Assert.That(ShownText.OfValue("a\nb\u202Ec"), Is.EqualTo("a\\u000ab\\u202ec"));
        Assert.That(ShownText.OfLines("a\nb\tc\rd"), Is.EqualTo("a\nb\tc\\u000dd"));
    }

    [Test]
    public void Progress_IsShownAfterASecond_AndGoneBeforeAnythingIsSaid()
    {
        var time = new ManualTime();
        var error = new StringWriter();
        var progress = new CommandProgress(error, time);
        var console = new CommandConsole(TextWriter.Null, error, progress);
        progress.Report(new ConversionProgress("Reading slices", 1, 40));
        Assert.That(error.ToString(), Is.Empty);
        time.Advance(TimeSpan.FromSeconds(1.5));
        progress.Report(new ConversionProgress("Reading slices", 2, 40));
        progress.Report(new ConversionProgress("Reading slices", 3, 40));
        Assert.That(error.ToString(), Is.EqualTo("\rReading slices: 5 % of the whole"));
        console.Note("said");
        Assert.That(error.ToString(), Does.EndWith("\r" + new string(' ', 32) + "\rNote: said" + Environment.NewLine));
        console.Run(verbose: false, () => progress.Report(new ConversionProgress("Writing", 1, 2)));
        Assert.That(error.ToString(), Does.EndWith("\rWriting: 50 % of the whole\r" + new string(' ', 26) + "\r"));
    }

    [Test]
    public void Progress_OfAConversion_RunsOnceFromNothingToAll()
    {
        var time = new ManualTime { Tick = TimeSpan.FromSeconds(1) };
        var error = new PercentWriter();
        var progress = new CommandProgress(error, time);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(CommandLine.Run([.. Conversion(), "--compress", "rle", "--segmentationType", "labelmap"], TextWriter.Null, error, progress), Is.Zero);
        Assert.That(error.Stages, Does.Contain("Reading headers").And.Contain("Reading labels").And.Contain("Composing frames"));
        Assert.That(error.Percents, Is.Ordered);
        Assert.That(error.Percents[0], Is.LessThan(20));
        Assert.That(error.Percents[^1], Is.EqualTo(100));
    }

    // Stages that every run of the command goes through, and where the line ends.
    [TestCase("Composing frames", 100, "segconvert", "--inputDICOM", "seg.dcm", "--outputDICOM", "parts.dcm", "--split", "--compress", "rle")]
    [TestCase("Drawing slices", 100, "picture", "--inputDICOM", "seg.dcm", "--inputDICOMDirectory", "ct", "--montage", "4", "--output", "a.png")]
    [TestCase("Measuring segments", 100, "report", "--inputDICOM", "seg.dcm", "--inputDICOMDirectory", "ct", "--output", "a.html")]
    public void Progress_OfACommand_RunsOnceFromNothingToAll(string stage, int last, params string[] arguments)
    {
        CommandRun.Succeed(Conversion());
        var time = new ManualTime { Tick = TimeSpan.FromSeconds(1) };
        var error = new PercentWriter();
        var progress = new CommandProgress(error, time);
        time.Advance(TimeSpan.FromSeconds(2));
        string[] placed = Array.ConvertAll(arguments, argument => argument is "ct" || argument.Contains('.', StringComparison.Ordinal) ? _folder[argument] : argument);
        Assert.That(CommandLine.Run(placed, TextWriter.Null, error, progress), Is.Zero);
        Assert.That(error.Stages, Does.Contain(stage));
        Assert.That(error.Percents, Is.Ordered);
        Assert.That(error.Percents[^1], Is.EqualTo(last));
    }

    [Test]
    public void Progress_OfAStageGoneThroughTwice_IsItsShareOfBoth()
    {
        var time = new ManualTime { Tick = TimeSpan.FromSeconds(1) };
        var error = new PercentWriter();
        var progress = new CommandProgress(error, time);
        progress.Plan(("Reading", 3, 2), ("Writing", 1, 1));
        time.Advance(TimeSpan.FromSeconds(2));
        foreach ((string stage, int done) in ((string, int)[])[("Reading", 1), ("Reading", 2), ("Reading", 1), ("Other", 1), ("Reading", 2), ("Writing", 1), ("Reading", 1), ("Writing", 2)])
            progress.Report(new ConversionProgress(stage, done, 2));
        Assert.That(error.Percents, Is.EqualTo(new[] { 19, 38, 56, 56, 75, 88, 88, 100 }).Within(1));
    }

    // Which of two stages that run side by side tells of itself first is left to chance.
    [Test]
    public void Progress_OfStagesSideBySide_CountsEachByItsOwnShare()
    {
        var time = new ManualTime { Tick = TimeSpan.FromSeconds(1) };
        var error = new PercentWriter();
        var progress = new CommandProgress(error, time);
        progress.Plan(("First", 2, 1), ("Beside it", 1, 1), ("After both", 1, 1));
        progress.Begin("First");
        time.Advance(TimeSpan.FromSeconds(2));
        progress.Report(new ConversionProgress("Beside it", 1, 1));
        progress.Report(new ConversionProgress("First", 1, 4));
        progress.Report(new ConversionProgress("First", 3, 4));
        progress.End("First");
        progress.Report(new ConversionProgress("After both", 1, 2));
        Assert.That(error.Percents, Is.EqualTo(new[] { 25, 25, 38, 88 }).Within(1));
    }

    private string[] Conversion() =>
    [
        "itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["seg.dcm"],
    ];

    /// <summary>Reads the lines of progress, each of which is due.</summary>
    private sealed class PercentWriter : StringWriter
    {
        public List<string> Stages { get; } = [];

        public List<int> Percents { get; } = [];

        public override void Write(string? value)
        {
            if (value is not null && value.StartsWith('\r') && value.Contains(" % of", StringComparison.Ordinal))
            {
                string[] parts = value.Trim().Split(": ");
                Stages.Add(parts[0]);
                Percents.Add(int.Parse(parts[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        /// <summary>How much later it is each time it is asked for.</summary>
        public TimeSpan Tick { get; init; }

        public override long GetTimestamp() => _ticks += Tick.Ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
