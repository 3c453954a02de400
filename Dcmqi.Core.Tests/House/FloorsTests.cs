using Dcmqi.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dcmqi.Tests.House;

/// <summary>A file may name only its own folder and lower floors (docs/architecture.md).</summary>
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

    private static readonly Dictionary<string, int> Floors = new()
    {
        [""] = 0,
        ["Binary"] = 1,
        ["Volumes"] = 2,
        ["Dicom"] = 3,
        ["Iods"] = 4,
        ["Metadata"] = 5,
        ["Segmentations"] = 6,
        ["ParametricMaps"] = 6,
        ["Measurements"] = 6,
        ["Analysis"] = 7,
    };

    [Test]
    public void EveryFile_NamesOnlyItsOwnAndLowerFloors()
    {
        CSharpCompilation compilation = Compile();
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        int names = 0;
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            string folder = FolderOf(tree.FilePath);
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                if (type is null)
                    continue;
                names++;
                foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences.Where(declaration => declaration.SyntaxTree.FilePath.Length > 0).Take(1))
                {
                    if (!MayName(folder, FolderOf(declaration.SyntaxTree.FilePath)))
                        violations.Add($"{tree.FilePath} ({Floors[folder]}) names {type.Name} of {declaration.SyntaxTree.FilePath} ({Floors[FolderOf(declaration.SyntaxTree.FilePath)]})");
                }
            }
        }

        Assert.That(names, Is.GreaterThan(1000), "the sources were not understood");
        Assert.That(violations, Is.Empty);
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

    private static string FolderOf(string path)
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
        return CSharpCompilation.Create("Dcmqi.Core", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
