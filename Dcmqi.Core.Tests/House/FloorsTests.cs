using Dcmqi.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dcmqi.Tests.House;

/// <summary>A file may name only its own floor's folder and lower floors, and no two folders name each other, however long the way round (docs/architecture.md).</summary>
[AskedOnce]
public class FloorsTests
{
    private const string Implied = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private const int MostFilesOfFolder = 25;

    private static readonly Dictionary<string, int> Floors = new()
    {
        [""] = 0,
        ["Codes"] = 1,
        ["Binary"] = 1,
        ["Volumes"] = 2,
        ["Json"] = 2,
        ["Terminology"] = 3,
        ["Dicom"] = 3,
        ["Iods"] = 4,
        ["Sources"] = 5,
        ["Metadata"] = 5,
        ["Segmentations"] = 6,
        ["ParametricMaps"] = 6,
        ["Measurements"] = 6,
        ["Analysis"] = 7,
        ["RtStructures"] = 7,
        ["Surfaces"] = 7,
    };

    private static readonly Lazy<IReadOnlyList<NamedType>> Names = new(ReadNames);

    [Test]
    public void EveryFile_NamesOnlyItsOwnAndLowerFloors() => Assert.That(
        Names.Value
            .Where(name => !MayName(FloorOf(name.File), FloorOf(name.DeclaringFile)))
            .Select(name => $"{name.File} ({Floors[FloorOf(name.File)]}) names {name.Type} of {name.DeclaringFile} ({Floors[FloorOf(name.DeclaringFile)]})")
            .Distinct(),
        Is.Empty);

    [Test]
    public void Folders_MakeNoCircles()
    {
        Dictionary<string, string[]> named = Names.Value
            .GroupBy(name => FolderOf(name.File), name => FolderOf(name.DeclaringFile))
            .ToDictionary(folder => folder.Key, folder => folder.Distinct().Where(other => other != folder.Key).ToArray());
        Dictionary<string, HashSet<string>> reached = named.Keys.ToDictionary(folder => folder, folder => Reached(folder, named));
        Assert.That(
            Names.Value
                .Where(name => FolderOf(name.File) != FolderOf(name.DeclaringFile) && reached.GetValueOrDefault(FolderOf(name.DeclaringFile))?.Contains(FolderOf(name.File)) == true)
                .Select(name => $"{name.File} names {name.Type} of {FolderOf(name.DeclaringFile)}, from which there is a way back"),
            Is.Empty);
    }

    [Test]
    public void Folders_HoldNoMoreFilesThanCanBeSeenAtOnce() => Assert.That(
        SourceFiles.WrittenByPeople("Dcmqi.Core").GroupBy(FolderOf).Where(folder => folder.Count() > MostFilesOfFolder).Select(folder => $"{folder.Key}: {folder.Count()} files"),
        Is.Empty);

    private static List<NamedType> ReadNames()
    {
        CSharpCompilation compilation = Compile();
        var all = new HashSet<NamedType>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                if (type is null)
                    continue;
                if (DeclaringFileOf(type) is { } file && file != tree.FilePath)
                    all.Add(new NamedType(tree.FilePath, type.Name, file));
            }
        }

        Assert.That(all, Has.Count.GreaterThan(1000), "the sources were not understood");
        return [.. all];
    }

    private static HashSet<string> Reached(string start, Dictionary<string, string[]> named)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out string? folder))
        {
            foreach (string next in named.GetValueOrDefault(folder, []).Where(reached.Add))
                open.Push(next);
        }

        return reached;
    }

    // A type lies where its main file does; other parts of it may lie in the folders that they join.
    private static string? DeclaringFileOf(INamedTypeSymbol type)
    {
        while (type.ContainingType is not null)
            type = type.ContainingType;
        string[] files = [.. type.DeclaringSyntaxReferences.Select(declaration => declaration.SyntaxTree.FilePath).Where(path => path.Length > 0)];
        return Array.Find(files, path => Path.GetFileNameWithoutExtension(path).Split('{')[0] == type.Name) ?? files.FirstOrDefault();
    }

    [Test]
    public void EveryType_StandsInANamespaceOfItsFolder()
    {
        var violations = new List<string>();
        foreach (string path in SourceFiles.In("Dcmqi.Core"))
        {
            // A folder within a floor may do without a namespace of its own.
            string[] folders = path.Split('/')[1..^1];
            string[] allowed = folders.Length == 0 ? ["Dcmqi"] : [.. Enumerable.Range(1, folders.Length).Select(depth => "Dcmqi." + string.Join('.', folders[..depth]))];
            CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.Of(path))).GetCompilationUnitRoot();
            foreach (BaseNamespaceDeclarationSyntax declaration in root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
            {
                foreach (BaseTypeDeclarationSyntax type in declaration.Members.OfType<BaseTypeDeclarationSyntax>())
                {
                    // A part of a public type need not say public again.
                    string name = declaration.Name.ToString();
                    bool isPublic = type.Modifiers.Any(SyntaxKind.PublicKeyword) || (type.Modifiers.Any(SyntaxKind.PartialKeyword) && name == "Dcmqi");
                    if (isPublic ? name != "Dcmqi" : !allowed.Contains(name))
                        violations.Add($"{path}: {type.Identifier} is in {name}");
                }
            }
        }

        Assert.That(violations, Is.Empty);
    }

    private static bool MayName(string folder, string other) => folder == other
        || (Floors[other] < Floors[folder] && (folder, other) != ("Dicom", "Volumes"));

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;

    private static string FloorOf(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length == 2 ? "" : parts[1];
    }

    private static CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);
        List<SyntaxTree> trees = [CSharpSyntaxTree.ParseText(Implied, options)];
        trees.AddRange(SourceFiles.In("Dcmqi.Core").Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.Of(path)), options, path)));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Dcmqi", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path));

        // What may be null is nothing to a name, and following it through every method takes most of the time.
        return CSharpCompilation.Create("Dcmqi.Core", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable));
    }

    private sealed record NamedType(string File, string Type, string DeclaringFile);
}
