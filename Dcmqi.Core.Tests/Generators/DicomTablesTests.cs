using System.Runtime.CompilerServices;

namespace Dcmqi.Tests.Generators;

/// <summary>Holds the committed tables against the facts. <c>DCMQI_REGENERATE=1</c> writes them anew.</summary>
public sealed class DicomTablesTests
{
    [Test]
    public void Generate_FromFacts_EqualsCommittedTables()
    {
        string repository = RepositoryRoot();
        string facts = Path.GetFullPath(Path.Combine(repository, "..", "shared", "facts"));
        if (!Directory.Exists(facts))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail($"{facts} is missing.");
            Assert.Ignore($"{facts} is missing: the tables cannot be compared.");
        }

        foreach ((string name, string text) in DicomTables.Generate(facts))
        {
            string path = Path.Combine(repository, "Dcmqi.Core", "Dicom", "Dictionary", name);
            if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
                File.WriteAllText(path, text);
            Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(text), $"{name} is not what the facts give; set DCMQI_REGENERATE=1 to write it anew.");
        }
    }

    private static string RepositoryRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
