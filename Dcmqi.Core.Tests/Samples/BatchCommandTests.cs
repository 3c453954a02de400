using System.Text;
using Dcmqi.Cli;
using Dcmqi.Cli.Batch;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What <c>batch</c> does, does again, and leaves alone.</summary>
public class BatchCommandTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(7, 5, 6);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        MakeInputs(_folder.Root);
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [Test]
    public void Batch_Again_DoesOnlyWhatIsNotDoneOrChanged()
    {
        WriteManifest(4);
        Assert.That(Batch(), Does.StartWith("4 jobs: 4 done, 0 unchanged, 0 failed"));
        Dictionary<string, byte[]> first = Outputs("out");
        Assert.That(Batch(), Does.StartWith("4 jobs: 0 done, 4 unchanged, 0 failed"));

        // Gone, changed, touched.
        File.Delete(_folder["out/case-0/seg.dcm"]);
        File.AppendAllText(_folder["out/case-1/seg.dcm"], "x");
        File.SetLastWriteTimeUtc(_folder["out/case-2/seg.dcm"], DateTime.UtcNow.AddDays(-1));
        File.SetLastWriteTimeUtc(_folder["labels-3.nrrd"], DateTime.UtcNow.AddDays(-1));
        Assert.That(Batch(), Does.StartWith("4 jobs: 2 done, 2 unchanged, 0 failed"));
        Assert.That(Outputs("out"), Is.EqualTo(first));

        // A changed input gives another object; others stay.
        File.Copy(_folder["labels-2.nrrd"], _folder["labels-3.nrrd"], overwrite: true);
        Assert.That(Batch(), Does.StartWith("4 jobs: 1 done, 3 unchanged, 0 failed"));
        Assert.That(Outputs("out")["case-3/seg.dcm"], Is.Not.EqualTo(first["case-3/seg.dcm"]));
        Assert.That(Outputs("out")["case-0/seg.dcm"], Is.EqualTo(first["case-0/seg.dcm"]));
    }

    [Test]
    public void Batch_ElsewhereWithOneDate_GivesTheSameBytes()
    {
        using var elsewhere = new TemporaryFolder();
        foreach (string name in _folder.FileNames().Where(name => !name.StartsWith("ct", StringComparison.Ordinal)))
            File.Copy(_folder[name], elsewhere[name]);

        // Images under other names, in other folders.
        Directory.CreateDirectory(elsewhere["ct/b"]);
        foreach (string image in Directory.GetFiles(_folder["ct"]))
            File.Copy(image, elsewhere["ct/b/IM" + Path.GetFileNameWithoutExtension(image)]);
        WriteManifest(2);
        File.Copy(_folder["manifest.csv"], elsewhere["manifest.csv"]);
        Batch("--date", "2026-01-31");
        CommandRun.Succeed("batch", elsewhere["manifest.csv"], "--output", _folder["other"], "--date", "2026-01-31", "--workers", "1");
        Assert.That(Outputs("other"), Is.EqualTo(Outputs("out")));

        // Without a date the object says another day, and is the same all the same.
        CommandRun.Succeed("batch", elsewhere["manifest.csv"], "--output", _folder["third"]);
        Assert.That(UidOf("third/case-1/seg.dcm"), Is.EqualTo(UidOf("out/case-1/seg.dcm")));
        Assert.That(UidOf("out/case-1/seg.dcm"), Is.Not.EqualTo(UidOf("out/case-0/seg.dcm")));
    }

    [Test]
    public void Batch_EveryKind_GivesTheSameBytesAgain()
    {
        WriteManifest(1);
        Batch();
        CommandRun.Succeed("segimage2rtstruct", "--inputDICOM", _folder["out/case-0/seg.dcm"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["rt.dcm"]);
        CommandRun.Succeed("measure", "--inputDICOM", _folder["out/case-0/seg.dcm"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["sr.dcm"]);
        CommandRun.Succeed("tid1500reader", "--inputDICOM", _folder["sr.dcm"], "--outputMetadata", _folder["sr.json"]);
        Directory.CreateDirectory(_folder["context"]);
        File.Copy(_folder["out/case-0/seg.dcm"], _folder["seg.dcm"]);
        File.Copy(_folder["out/case-0/seg.dcm"], _folder["context/seg.dcm"]);
        new ParametricMapMetadata { Quantity = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"), Unit = new CodedConcept("um2/s", "UCUM", "um2/s"), Derivation = new CodedConcept("110816", "DCM", "Estimated") }.Save(_folder["map.json"]);
        File.WriteAllLines(_folder["manifest.csv"],
        [
            "kind,source,labels,image,metadata,segmentation,structureSet,output,csv,outputType,compress,context,concatenation,percentiles",
            "segmentation,ct,labels-0.nrrd,,labels.json,,,a/seg.dcm,,,deflate,,,",
            "segmentation,ct,labels-0.nrrd,,labels.json,,,a/parts.dcm,,,,,2,",
            "Parametric map,ct,,labels-0.nrrd,map.json,,,a/map.dcm,,,,,,",
            "structure_set,ct,labels-0.nrrd,,labels.json,,,a/rt.dcm,,,,,,",
            "measurements,ct,,,,seg.dcm,,a/sr.dcm,a/sr.csv,,,,,10;90",
            "measurementReport,ct,,,sr.json,,,a/report.dcm,,,,context,,",
            "rtstruct2segimage,ct,,,,,rt.dcm,a/back.dcm,,,,,,",
            "segconvert,,,,,seg.dcm,,a/labelmap.dcm,,,,,,",
            "segimage2rtstruct,ct,,,,seg.dcm,,a/rt2.dcm,,,,,,",
            "segimage2surface,,,,,seg.dcm,,surfaces,,dicom,,,,",
            "bin2labelsegimage,,,,,seg.dcm,,a/palette.dcm,,,,,,",
        ]);
        CommandRun.Succeed("batch", _folder["manifest.csv"], "--output", _folder["first"], "--date", "2026-01-31");
        CommandRun.Succeed("batch", _folder["manifest.csv"], "--output", _folder["second"], "--date", "2026-01-31", "--workers", "1");
        Dictionary<string, byte[]> first = Outputs("first");
        Assert.That(first.Keys.Select(name => name.Split('-')[0]).Distinct(), Is.EquivalentTo(new[] { "a/back.dcm", "a/labelmap.dcm", "a/map.dcm", "a/palette.dcm", "a/parts", "a/report.dcm", "a/rt.dcm", "a/rt2.dcm", "a/seg.dcm", "a/sr.csv", "a/sr.dcm", "surfaces/surfaces.dcm" }));
        Dictionary<string, byte[]> second = Outputs("second");
        Assert.That(second.Keys, Is.EqualTo(first.Keys));
        Assert.That(first.Keys.Where(name => !first[name].AsSpan().SequenceEqual(second[name])), Is.Empty);
        Assert.That(CommandRun.Succeed("batch", _folder["manifest.csv"], "--output", _folder["second"]), Does.StartWith("11 jobs: 0 done, 11 unchanged"));
    }

    [Test]
    public void Batch_JobsThatFail_AreToldWithAllFaultsAndStopNoOther()
    {
        WriteManifest(3);
        File.WriteAllText(_folder["labels-1.nrrd"], "no volume");
        File.AppendAllText(_folder["manifest.csv"], "segmentation,<b>both</b>,ct,labels-1.nrrd,labels-1.nrrd,bad/seg.dcm\n");
        (int exitCode, string output, string error) = CommandRun.Run("batch", _folder["manifest.csv"], "--output", _folder["out"], "--report", _folder["report.html"]);
        Assert.That(exitCode, Is.EqualTo(CommandLine.Failed));
        Assert.That(output, Does.StartWith("4 jobs: 2 done, 0 unchanged, 2 failed"));
        string[] failures = File.ReadAllLines(_folder["out/failures.jsonl"]);
        Assert.That(failures, Has.Length.EqualTo(2));
        Assert.That(failures.Single(line => line.Contains("both", StringComparison.Ordinal)), Does.Contain("is not JSON").And.Contain("An NRRD file starts with").And.Contain("\"line\":5").And.Contain("\"attempts\":1"));
        Assert.That(error, Does.Contain("line 5 (<b>both</b>, bad/seg.dcm)"));
        string report = File.ReadAllText(_folder["report.html"]);
        Assert.That(report, Does.Contain("&lt;b&gt;both&lt;/b&gt;").And.Not.Contain("<b>"));
        Assert.That(Outputs("out").Keys, Is.EquivalentTo(new[] { "case-0/seg.dcm", "case-2/seg.dcm", "failures.jsonl" }));

        // Mended: only those are done, and no failure is left.
        VolumeFile.Write(_folder["labels-1.nrrd"], Labels.Random(Geometry, 2, seed: 1));
        File.Copy(_folder["labels.json"], _folder["labels-4.json"]);
        File.WriteAllText(_folder["manifest.csv"], File.ReadAllText(_folder["manifest.csv"]).Replace("labels-1.nrrd,labels-1.nrrd", "labels-1.nrrd,labels-4.json", StringComparison.Ordinal));
        Assert.That(Batch(), Does.StartWith("4 jobs: 2 done, 2 unchanged, 0 failed"));
        Assert.That(File.Exists(_folder["out/failures.jsonl"]), Is.False);
    }

    [Test]
    public void Batch_WhereAFileCannotBeReachedForAWhile_TriesAgain()
    {
        WriteManifest(1);
        using var folder = new BatchFolder(_folder["out"], "", null);
        using var failures = new FailureFile(_folder["failures.jsonl"]);
        using var locked = new FileStream(_folder["labels-0.nrrd"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var console = new CommandConsole(TextWriter.Null, TextWriter.Null);
        BatchRun Run(int retries) => new(console, folder)
        {
            Jobs = Manifest.Read(_folder["manifest.csv"], Shard.Whole, _folder["out"]),
            Workers = 1,
            Retries = retries,
            Memory = new MemoryBudget(MemoryBudget.OfMachine),
            Failures = failures,
            Patience = TimeSpan.FromMilliseconds(1),
        };
        JobResult failed = Run(2).Run(default).Results.Single();
        Assert.That((failed.State, failed.Entry.Attempts, failed.MayPass), Is.EqualTo((JobState.Failed, 3, true)));
        locked.Dispose();
        Assert.That(Run(2).Run(default).Done, Is.EqualTo(1));
    }

    [Test]
    public void Batch_LargerThanMemory_IsRefused()
    {
        WriteManifest(1);
        (int exitCode, _, string error) = CommandRun.Run("batch", _folder["manifest.csv"], "--output", _folder["out"], "--memory", "20M");
        Assert.That(exitCode, Is.EqualTo(CommandLine.Failed));
        Assert.That(error, Does.Contain("GB of memory, and --memory allows 0.0 GB"));
    }

    [Test]
    public void Batch_Shards_DoEachJobOnce()
    {
        WriteManifest(5);
        Assert.That(Batch("--shard", "1/2"), Does.StartWith("3 jobs: 3 done"));
        Assert.That(Batch("--shard", "2/2"), Does.StartWith("2 jobs: 2 done"));
        Assert.That(Batch(), Does.StartWith("5 jobs: 0 done, 5 unchanged"));
        Assert.That(Batch("--shard", "7/9"), Does.StartWith("0 jobs"));
        foreach (string wrong in new[] { "0/2", "3/2", "1", "-1/2", "a/b", "1/2/3" })
            Assert.That(CommandRun.Fail("batch", _folder["manifest.csv"], "--output", _folder["out"], "--shard", wrong), Does.Contain("--shard"));
    }

    [Test]
    public void Batch_TwoAtOnce_TheSecondIsRefused()
    {
        WriteManifest(1);
        using (new BatchFolder(_folder["out"], "", null))
        {
            Assert.That(CommandRun.Fail("batch", _folder["manifest.csv"], "--output", _folder["out"]), Does.Contain("another batch works in"));
            Assert.That(Batch("--shard", "1/2"), Does.StartWith("1 job: 1 done"));
        }
    }

    [Test]
    public void Batch_JournalWithATornLine_DoesThatJobAgain()
    {
        WriteManifest(3);
        Batch("--workers", "1");
        Dictionary<string, byte[]> first = Outputs("out");
        string journal = _folder["out/.dcmqi/journal.jsonl"];
        byte[] bytes = File.ReadAllBytes(journal);
        File.WriteAllBytes(journal, bytes[..^40]);
        Assert.That(Batch(), Does.StartWith("3 jobs: 1 done, 2 unchanged"));
        Assert.That(Batch(), Does.StartWith("3 jobs: 0 done, 3 unchanged"));
        Assert.That(Outputs("out"), Is.EqualTo(first));
    }

    [Test]
    public void Batch_Cancelled_GoesOn()
    {
        WriteManifest(6);
        using var folder = new BatchFolder(_folder["out"], "", null);
        using var cancellation = new CancellationTokenSource();
        using var failures = new FailureFile(_folder["failures.jsonl"]);
        IReadOnlyList<BatchJob> jobs = Manifest.Read(_folder["manifest.csv"], Shard.Whole, _folder["out"]);
        var runner = new JobRunner(folder);
        Assert.That(runner.Make(runner.Plan(jobs[0], default), 1, default).State, Is.EqualTo(JobState.Done));
        JobPlan second = runner.Plan(jobs[1], default);
        cancellation.Cancel();
        Assert.That(runner.Make(second, 1, cancellation.Token).State, Is.EqualTo(JobState.Cancelled));
        Assert.That(Outputs("out").Keys, Is.EqualTo(new[] { "case-0/seg.dcm" }));
        var error = new StringWriter();
        folder.Dispose();
        int exitCode = CommandLine.Run(["batch", _folder["manifest.csv"], "--output", _folder["out"]], TextWriter.Null, error, cancellationToken: cancellation.Token);
        Assert.That(exitCode, Is.EqualTo(CommandLine.Cancelled));
        Assert.That(error.ToString(), Does.Contain("goes on with the rest"));
        Assert.That(Batch(), Does.StartWith("6 jobs: 5 done, 1 unchanged"));
    }

    [Test]
    public void MemoryBudget_LargeJob_WaitsAndIsNotOvertaken()
    {
        var budget = new MemoryBudget(100);
        IDisposable first = budget.Take(60, default);
        Task<IDisposable> large = Task.Run(() => budget.Take(90, default));
        Assert.That(large.Wait(50), Is.False);
        Task<IDisposable> small = Task.Run(() => budget.Take(10, default));
        Assert.That(small.Wait(50), Is.False, "who came first is first");
        first.Dispose();
        large.Result.Dispose();
        small.Result.Dispose();
        using var cancellation = new CancellationTokenSource();
        using IDisposable all = budget.Take(100, default);
        Task<IDisposable> waiting = Task.Run(() => budget.Take(1, cancellation.Token));
        cancellation.Cancel();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    private static void MakeInputs(string root)
    {
        new PhantomSeries(Geometry).Write(Path.Combine(root, "ct"));
        for (int index = 0; index < 6; index++)
            VolumeFile.Write(Path.Combine(root, $"labels-{index}.nrrd"), Labels.Random(Geometry, 2, seed: 7 + index));
        Labels.Metadata(2).Save(Path.Combine(root, "labels.json"));
    }

    private void WriteManifest(int jobs)
    {
        var text = new StringBuilder("kind,id,source,labels,metadata,output\n");
        for (int index = 0; index < jobs; index++)
            text.Append("segmentation,case ").Append(index).Append(",ct,labels-").Append(index).Append(".nrrd,labels.json,case-").Append(index).Append("/seg.dcm\n");
        File.WriteAllText(_folder["manifest.csv"], text.ToString());
    }

    private string Batch(params string[] options) => CommandRun.Succeed(["batch", _folder["manifest.csv"], "--output", _folder["out"], .. options]);

    private string UidOf(string name)
    {
        using Segmentation segmentation = Segmentation.Open(_folder[name]);
        return segmentation.SopInstanceUid;
    }

    private Dictionary<string, byte[]> Outputs(string folder) => Directory.GetFiles(_folder[folder], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => (Name: Path.GetRelativePath(_folder[folder], path), Path: path)).Where(file => !file.Name.StartsWith(".dcmqi", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => File.ReadAllBytes(file.Path));
}
