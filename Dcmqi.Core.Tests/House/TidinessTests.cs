using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dcmqi.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dcmqi.Tests.House;

/// <summary>What keeps the house easy to read.</summary>
[AskedOnce]
public sealed partial class TidinessTests
{
    private const int MostLinesOfFile = 400;
    private const int MostLinesOfMethod = 60;

    private static readonly string[] Folders = ["Dcmqi.Core", "Dcmqi.Core.Tests", "Dcmqi.Web", "samples"];

    // In two parts, so that this file does not hold them.
    private static readonly string[] ForbiddenWords = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "#reg" + "ion"];

    [Test]
    public void Files_AreShort() => Assert.That(
        Folders.SelectMany(SourceFiles.WrittenByPeople).Select(path => (path, Lines: File.ReadLines(Repository.Of(path)).Count())).Where(file => file.Lines > MostLinesOfFile),
        Is.Empty);

    [Test]
    public void Methods_AreShort()
    {
        var tooLong = new List<string>();
        foreach (string path in SourceFiles.WrittenByPeople("Dcmqi.Core"))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.Of(path))).GetRoot();
            foreach (BaseMethodDeclarationSyntax method in root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
            {
                // Measured without the comments above it.
                int lines = method.ToString().Count(character => character == '\n') + 1;
                if (lines > MostLinesOfMethod)
                    tooLong.Add($"{path}: {(method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor"} has {lines} lines");
            }
        }

        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void Files_HoldNoForbiddenWord() => Assert.That(
        Folders.SelectMany(SourceFiles.In).Where(path => ForbiddenWords.Any(File.ReadAllText(Repository.Of(path)).Contains)),
        Is.Empty);

    // Where work is spread over processors, it is cancelled, counted and fails in one way.
    [Test]
    public void ParallelLoops_GoThroughOnePlace() => Assert.That(
        Folders.SelectMany(SourceFiles.WrittenByPeople)
            .Where(path => !path.StartsWith("Dcmqi.Core.Tests/", StringComparison.Ordinal) && path != "Dcmqi.Core/Binary/ParallelLoop.cs")
            .Where(path => RawLoop().IsMatch(File.ReadAllText(Repository.Of(path)))),
        Is.Empty, "ParallelLoop.Run spreads work over processors.");

    // The allocations of the whole process are those of tests beside it too.
    [Test]
    public void FixturesThatCountTheProcessAllocations_RunAlone() => Assert.That(
        SourceFiles.WrittenByPeople("Dcmqi.Core.Tests").Select(path => (Path: path, Text: File.ReadAllText(Repository.Of(path))))
            .Where(file => file.Text.Contains("GC.GetTotal" + "AllocatedBytes", StringComparison.Ordinal) && !file.Text.Contains("\n[NonParallelizable]", StringComparison.Ordinal))
            .Select(file => file.Path),
        Is.Empty);

    [GeneratedRegex(@"\bParallel\s*\.\s*(For|Invoke)|\bParallelOptions\b|\.AsParallel\s*\(|\bnew Thread\b|ThreadPool\s*\.")]
    private static partial Regex RawLoop();

    // A message of the library speaks of its API; options are the command line's.
    [Test]
    public void Messages_NameNoOptionOfTheCommandLine()
    {
        var found = new List<string>();
        foreach (string path in SourceFiles.WrittenByPeople("Dcmqi.Core"))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.Of(path))).GetRoot();
            found.AddRange(root.DescendantTokens()
                .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.MultiLineRawStringLiteralToken)
                .Where(token => CommandLineOption().IsMatch(token.Text))
                .Select(token => $"{path}: {token.Text}"));
        }

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void TypeNames_SayWhatTheyAre()
    {
        string[] vague = ["Utils", "Utilities", "Helper", "Helpers", "Common", "Manager", "Service"];
        Assert.That(
            SourceFiles.WrittenByPeople("Dcmqi.Core").Where(path => vague.Any(word => Path.GetFileNameWithoutExtension(path).EndsWith(word, StringComparison.Ordinal))),
            Is.Empty);
    }

    [Test]
    public void NugetConfig_NamesNoRegistry()
    {
        IEnumerable<string> sources = XDocument.Load(Repository.Of("nuget.config")).Descendants("add").Select(source => (string?)source.Attribute("value") ?? "");
        Assert.That(sources, Is.EqualTo(new[] { "samples/packages" }));
    }

    [TestCase("samples/Scripts/segment.cs", "Dcmqi.Core@")]
    [TestCase("samples/Scripts/roundtrip.cs", "Dcmqi.Core@")]
    [TestCase("samples/Scripts/adc.cs", "Dcmqi.Core@")]
    public void Scripts_NameTheVersionThatIsPacked(string script, string before)
    {
        string version = XDocument.Load(Repository.Of("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.That(File.ReadAllText(Repository.Of(script)), Does.Contain(before + version));
    }

    [Test]
    public void TopLevel_HoldsNothingElse()
    {
        string[] left = ["artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "bin", "obj"];
        IEnumerable<string> folders = Directory.GetDirectories(Repository.Root).Select(path => Path.GetFileName(path)).Where(name => !left.Contains(name) && name is not (".git" or ".vs" or ".idea" or ".vscode"));
        Assert.That(folders, Is.EquivalentTo(new[] { ".ci", "Dcmqi.Core", "Dcmqi.Core.Tests", "Dcmqi.FoDicom", "Dcmqi.FoDicom.Tests", "Dcmqi.Pictures", "Dcmqi.Web", "docs", "facts", "samples" }));
    }

    [GeneratedRegex("--[a-z]")]
    private static partial Regex CommandLineOption();
}
