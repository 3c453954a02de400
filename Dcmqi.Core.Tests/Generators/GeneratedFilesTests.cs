using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>Holds the generated files against the tables that they are made from. <c>DCMQI_REGENERATE=1</c> writes them anew.</summary>
public sealed class GeneratedFilesTests
{
    /// <summary>A folder of Dcmqi.Core, the pattern of the generated files in it, and the program that makes all of them, by name.</summary>
    private static readonly (string Folder, string Pattern, Func<IReadOnlyDictionary<string, string>> Generate)[] Generators =
    [
        ("Codes", "Codes.*.g.cs", CodesGenerator.Generate),
        ("Codes", "KnownCodes.g.cs", KnownCodesTable.Generate),
        ("Codes", "RetiredSnomed.g.cs", RetiredSnomedTable.Generate),
        ("Dicom/Dictionary", "*.g.cs", DicomTables.Generate),
        ("Iods/Attributes/Tables", "*.g.cs", ModuleTables.Generate),
        ("Json/Tables", "KeyDescriptions.g.cs", KeyDescriptionTable.Generate),
        ("RtStructures/Coding", "*.g.cs", StructureNamesTable.Generate),
        ("Terminology/Search", "TermRows.g.cs", TermTables.Generate),
        ("Terminology", "PresetRows.g.cs", PresetTables.Generate),
        ("Terminology/Search", "QuantityRows.g.cs", QuantityTable.Generate),
        ("Terminology/Search", "RecommendedColors.g.cs", RecommendedColors.Generate),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Generate_FromFacts_EqualsCommittedFiles(string folder, string pattern, Func<IReadOnlyDictionary<string, string>> generate)
    {
        IReadOnlyDictionary<string, string> files = generate();
        string path = Path.Combine(Repository.Of("Dcmqi.Core"), folder);
        if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
        {
            foreach ((string name, string text) in files)
                File.WriteAllText(Path.Combine(path, name), text);
        }

        Assert.That(Directory.GetFiles(path, pattern).Select(Path.GetFileName), Is.EquivalentTo(files.Keys));
        Assert.Multiple(() =>
        {
            foreach ((string name, string text) in files)
            {
                if (File.ReadAllText(Path.Combine(path, name)).ReplaceLineEndings("\n") != text)
                    Assert.Fail($"{folder}/{name} is not what the facts give: run the test with DCMQI_REGENERATE=1 to write it anew.");
            }
        });
    }

    [Test]
    public void Generators_MakeEveryGeneratedFile()
    {
        string root = Repository.Of("Dcmqi.Core");
        IEnumerable<string> made = Generators.SelectMany(generator => Directory.GetFiles(Path.Combine(root, generator.Folder), generator.Pattern));
        IEnumerable<string> generated = Directory.EnumerateFiles(root, "*.g.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(root, path).StartsWith("obj", StringComparison.Ordinal));
        Assert.That(generated, Is.SubsetOf(made));
    }

    private static IEnumerable<TestCaseData> Cases() =>
        Generators.Select(generator => new TestCaseData(generator.Folder, generator.Pattern, generator.Generate).SetArgDisplayNames(generator.Folder, generator.Pattern));
}
