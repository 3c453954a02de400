using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.Versioning;
using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

public sealed class WholeFileTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Write_Failure_KeepsTheOldFile()
    {
        string path = Given("a", 1, 2);
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(3);
            throw new InvalidOperationException();
        }));
        Assert.That(Names(), Is.EqualTo(new[] { "a" }));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public async Task WriteAsync_Twice_Replaces([Values] bool isDurable)
    {
        string path = In("a");
        await WholeFile.WriteAsync(path, stream => stream.WriteAsync(new byte[] { 1, 2 }).AsTask(), isDurable);
        await WholeFile.WriteAsync(path, stream => stream.WriteAsync(new byte[] { 3 }).AsTask(), isDurable);
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(new byte[] { 3 }));
        Assert.That(Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Write_ExistingFile_KeepsItsModeFromTheFirstByteOn()
    {
        string path = Given("a", 1);
        File.SetUnixFileMode(path, Private);
        UnixFileMode meanwhile = default;
        WholeFile.Write(path, stream => meanwhile = File.GetUnixFileMode(stream.SafeFileHandle));
        Assert.That((meanwhile, File.GetUnixFileMode(path)), Is.EqualTo((Private, Private)));

        // Wider than the process would make it by itself.
        UnixFileMode open = Private | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(path, open);
        WholeFile.Write(path, stream => stream.WriteByte(2));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(open));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Write_Link_WritesWhatItLeadsTo()
    {
        Directory.CreateDirectory(In("other"));
        string target = Given("other/target", 1);
        File.CreateSymbolicLink(In("link"), "other/target");
        File.CreateSymbolicLink(In("twice"), "link");
        File.CreateSymbolicLink(In("new"), "other/new");

        WholeFile.Write(In("twice"), stream => stream.WriteByte(7));
        WholeFile.Write(In("new"), stream => stream.WriteByte(8));

        Assert.That(new FileInfo(In("twice")).LinkTarget, Is.EqualTo("link"));
        Assert.That(new FileInfo(In("link")).LinkTarget, Is.EqualTo("other/target"));
        Assert.That(File.ReadAllBytes(target), Is.EqualTo(new byte[] { 7 }));
        Assert.That(File.ReadAllBytes(In("other/new")), Is.EqualTo(new byte[] { 8 }));
        Assert.That(new FileInfo(In("new")).LinkTarget, Is.EqualTo("other/new"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Write_Device_IsWrittenToAndStays()
    {
        File.CreateSymbolicLink(In("full"), "/dev/full");
        Assert.Throws<IOException>(() => WholeFile.Write(In("full"), stream => stream.Write(new byte[100])));
        Assert.Throws<IOException>(() => WholeFile.Write("/dev/full", stream => stream.Write(new byte[100])));
        WholeFile.Write("/dev/null", stream => stream.Write(new byte[100]), isDurable: true);
        Assert.That(Paths.KindOf("/dev/full"), Is.EqualTo(PathKind.Device));
        Assert.That(Paths.KindOf("/dev/null"), Is.EqualTo(PathKind.Device));
        Assert.That(Names(), Is.EqualTo(new[] { "full" }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Write_Pipe_IsReadAtItsOtherEnd()
    {
        string pipe = In("pipe");
        Run("mkfifo", pipe);
        using Process reader = Process.Start(new ProcessStartInfo("cat", [pipe]) { RedirectStandardOutput = true })!;
        WholeFile.Write(pipe, stream => stream.Write("whole"u8));
        Assert.That(reader.StandardOutput.ReadToEnd(), Is.EqualTo("whole"));
        Assert.That(Paths.KindOf(pipe), Is.EqualTo(PathKind.Device));
        Assert.That(Names(), Is.EqualTo(new[] { "pipe" }));
    }

    [Test]
    public void Write_Folder_Throws()
    {
        Directory.CreateDirectory(In("f"));
        bool isCalled = false;
        Assert.Throws<IOException>(() => WholeFile.Write(In("f"), _ => isCalled = true));
        Assert.That(isCalled, Is.False);
    }

    // A folder in the place of one file, made while the files are written, lets its renaming fail.
    [Test]
    public void WriteAll_RenamingFails_LeavesAllAsItWas([Values(0, 1, 2)] int blocked, [Values] bool isDurable)
    {
        string[] paths = [In("a"), Given("b", 1), Given("c", 2)];
        Assert.That(
            () => WholeFile.WriteAll(
                paths,
                (index, stream) =>
                {
                    stream.WriteByte(9);
                    if (index != blocked)
                        return;
                    File.Delete(paths[blocked]);
                    Directory.CreateDirectory(paths[blocked]);
                },
                isDurable),
            Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Names(), Is.EqualTo((string[])(blocked == 0 ? ["a", "b", "c"] : ["b", "c"])));
        Assert.That(Directory.Exists(paths[blocked]), Is.True);
        for (int index = 1; index < 3; index++)
        {
            if (index != blocked)
                Assert.That(File.ReadAllBytes(paths[index]), Is.EqualTo(new[] { (byte)index }));
        }
    }

    [Test]
    public void WriteAll_SecondFails_LeavesAllAsItWas()
    {
        string old = Given("b", 1);
        Assert.Throws<InvalidOperationException>(() => WholeFile.WriteAll([In("a"), old], (index, _) =>
        {
            if (index == 1)
                throw new InvalidOperationException();
        }));
        Assert.That(Names(), Is.EqualTo(new[] { "b" }));
        Assert.That(File.ReadAllBytes(old), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void WriteAll_Replaces_LeavesNothingElse()
    {
        WholeFile.WriteAll([Given("a", 1), Given("b", 2)], (index, stream) => stream.WriteByte((byte)(index + 5)));
        Assert.That(Names(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(File.ReadAllBytes(In("a")), Is.EqualTo(new byte[] { 5 }));
        Assert.That(File.ReadAllBytes(In("b")), Is.EqualTo(new byte[] { 6 }));
    }

    // Whenever the process ends, a header never stands beside voxels that are not its own: what the folder goes through, as the kernel tells it.
    [Test]
    [Platform(Include = "Linux")]
    public void WriteAll_Pair_OldHeaderGoesFirstAndNewOneComesLast()
    {
        string data = Given("a.raw", 1), header = Given("a.nhdr", 2), last = In("end");
        var steps = new BlockingCollection<string>();
        using var watcher = new FileSystemWatcher(_folder) { NotifyFilter = NotifyFilters.FileName };
        void Came(string? name) => Add('+', name);
        void Went(string? name) => Add('-', name);
        void Add(char sign, string? name)
        {
            if (name?.StartsWith(".dcmqi-", StringComparison.Ordinal) == false)
                steps.Add(sign + name);
        }

        watcher.Created += (_, change) => Came(change.Name);
        watcher.Deleted += (_, change) => Went(change.Name);
        watcher.Renamed += (_, change) =>
        {
            Went(change.OldName);
            Came(change.Name);
        };
        watcher.EnableRaisingEvents = true;
        WholeFile.WriteAll([data, header], (index, stream) => stream.WriteByte((byte)(index + 5)));
        File.WriteAllBytes(last, []);

        // Waits for the end, however long that takes.
        var seen = new List<string>();
        while (seen.Count == 0 || seen[^1] != "+end")
            seen.Add(steps.Take());
        Assert.That(seen, Is.EqualTo(new[] { "-a.nhdr", "-a.raw", "+a.raw", "+a.nhdr", "+end" }));
    }

    [Test]
    public void Write_LeftoversOfADay_AreRemoved()
    {
        string old = Given($".dcmqi-{Guid.NewGuid():N}.tmp", 1), young = Given($".dcmqi-{Guid.NewGuid():N}.tmp", 1);
        string aside = Given($".dcmqi-{Guid.NewGuid():N}.old", 1), other = Given(".dcmqi-notes.tmp", 1);
        foreach (string path in (string[])[old, aside, other])
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-25));
        File.SetLastWriteTimeUtc(young, DateTime.UtcNow.AddHours(-23));
        WholeFile.Write(In("a"), stream => stream.WriteByte(1));
        Assert.That(File.Exists(old), Is.False);
        Assert.That((File.Exists(young), File.Exists(aside), File.Exists(other)), Is.EqualTo((true, true, true)));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Given(string name, params byte[] content)
    {
        File.WriteAllBytes(In(name), content);
        return In(name);
    }

    private string[] Names() => [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static void Run(string program, string argument)
    {
        using Process process = Process.Start(program, [argument]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
