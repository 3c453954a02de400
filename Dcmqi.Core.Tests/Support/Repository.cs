namespace Dcmqi.Tests.Support;

/// <summary>Where the repository stands, and the data beside it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Dcmqi.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of <c>../shared/data/dcmqi</c>, such as <c>segmentations/liver_seg.nrrd</c>; the test is skipped where it is missing.</summary>
    public static string Data(string name)
    {
        string path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "dcmqi", name));
        if (!File.Exists(path) && !Directory.Exists(path))
            Missing.Report($"The test data {name} is not in ../shared/data/dcmqi beside the repository.");
        return path;
    }

    /// <summary>A file or folder of the repository itself.</summary>
    public static string Of(string name) => Path.Combine(Root, name);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dcmqi.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository: no Dcmqi.sln above them.");
    }
}
