using System.Runtime.CompilerServices;

namespace Dcmqi.Tests.Generators;

/// <summary>Holds the committed table against the facts. <c>DCMQI_REGENERATE=1</c> writes it anew.</summary>
public sealed class SegmentColorsTests
{
    [Test]
    public void Generate_FromFacts_EqualsCommittedTable()
    {
        string repository = RepositoryRoot();
        string facts = Path.GetFullPath(Path.Combine(repository, "..", "shared", "facts"));
        if (!Directory.Exists(facts))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail($"{facts} is missing.");
            Assert.Ignore($"{facts} is missing: the table cannot be compared.");
        }

        string path = Path.Combine(repository, "Dcmqi.Core", "Segmentations", "Segments", "SegmentColors.g.cs");
        string text = SegmentColors.Generate(facts);
        if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
            File.WriteAllText(path, text);
        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(text), "Set DCMQI_REGENERATE=1 to write it anew.");
    }

    private static string RepositoryRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
