namespace Dcmqi.Tests.Support;

/// <summary>A folder for one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("dcmqi-test-").FullName;

    public string Root { get; }

    /// <summary>A path inside the folder.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>The names of all files in the folder, below it too, in order.</summary>
    public string[] FileNames() =>
        [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
