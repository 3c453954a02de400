using System.Diagnostics;
using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

[Platform(Exclude = "Win")]
public sealed class FolderFilesTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void In_LinksPipesAndSubfolders_ListsFilesAndNamesTheRest()
    {
        string elsewhere = Directory.CreateDirectory(In("z/elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "b"), "1");
        File.WriteAllText(In("a"), "1");
        File.WriteAllText(In(".hidden"), "1");
        File.WriteAllText(In("empty"), "");
        File.CreateSymbolicLink(In("linked"), "a");
        File.CreateSymbolicLink(In("twice"), "linked");
        File.CreateSymbolicLink(In("dangling"), "nowhere");
        File.CreateSymbolicLink(In("round"), "round");
        File.CreateSymbolicLink(In("null"), "/dev/null");
        Pipe(In("pipe"));

        FolderFiles top = FolderFiles.In(_folder);

        Assert.That(top.Paths, Is.EqualTo(new[] { In(".hidden"), In("a"), In("empty"), In("linked"), In("twice") }));
        Assert.That(top.Faults.Select(fault => $"{Path.GetFileName(fault.Path)} {fault.Message}"), Is.EqualTo(new[]
        {
            "dangling is a link to nothing",
            "null is a device, pipe or socket, not a file",
            "pipe is a device, pipe or socket, not a file",
            $"round cannot be followed: Too many levels of symbolic links in '{In("round")}'.",
        }));
        Assert.That(FolderFiles.In(_folder, SearchOption.AllDirectories).Paths, Is.EqualTo(top.Paths.Append(In("z/elsewhere/b"))));
    }

    [Test]
    public void In_FolderLinksInACircle_ListsEachFolderOnce()
    {
        Directory.CreateDirectory(In("s"));
        File.WriteAllText(In("s/a"), "1");
        Directory.CreateSymbolicLink(In("s/up"), "..");
        Directory.CreateSymbolicLink(In("other"), "s");

        Assert.That(FolderFiles.In(_folder, SearchOption.AllDirectories).Paths, Is.EqualTo(new[] { In("s/a") }));
        Assert.That(FolderFiles.In(In("other"), SearchOption.AllDirectories).Paths, Is.EqualTo(new[] { In("other/a") }));
    }

    [Test]
    public void In_NoSuchFolder_Throws() => Assert.Throws<DirectoryNotFoundException>(() => FolderFiles.In(In("none")));

    private string In(string name) => Path.Combine(_folder, name);

    private static void Pipe(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
