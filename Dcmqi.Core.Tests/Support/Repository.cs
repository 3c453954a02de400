namespace Dcmqi.Tests.Support;

/// <summary>Where the repository stands, and the data beside it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Dcmqi.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder <c>../shared/data/dcmqi</c>; the test is skipped where it is missing.</summary>
    public static string DataFolder
    {
        get
        {
            string path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "dcmqi"));
            if (!Directory.Exists(path))
                Missing.Data("The folder ../shared/data/dcmqi is not beside the repository.");
            return path;
        }
    }

    /// <summary>A file or folder of <see cref="DataFolder"/>, such as <c>segmentations/liver_seg.nrrd</c>; the test is skipped where the folder is missing.</summary>
    public static string Data(string name) => Path.Combine(DataFolder, name);

    /// <summary>A file or folder of the repository itself.</summary>
    public static string Of(string name) => Path.Combine(Root, name);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dcmqi.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository: no Dcmqi.sln above them.");
    }
}
