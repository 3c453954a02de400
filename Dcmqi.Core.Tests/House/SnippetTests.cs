using System.Text.RegularExpressions;
using Dcmqi.Tests.Support;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Dcmqi.Tests.House;

/// <summary>Every C# snippet of README and docs is run, on files of the names that it uses.</summary>
public partial class SnippetTests
{
    // What ImplicitUsings gives a project; a snippet says the rest itself.
    private static readonly string[] ImpliedNamespaces = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Repository.Of("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.Of("README.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    public async Task Snippets_OfPage_Run(string page)
    {
        using var folder = new TemporaryFolder();
        ScriptOptions options = ScriptOptions.Default
            .WithReferences(typeof(SegmentationBuilder).Assembly, typeof(Picture).Assembly, typeof(Enumerable).Assembly, typeof(MathNet.Numerics.LinearAlgebra.Matrix<double>).Assembly)
            .WithImports(ImpliedNamespaces);
        ScriptState<object>? state = null;

        // The snippets of a page build on one another, as they do for its reader.
        foreach (string snippet in Snippets(File.ReadAllText(Repository.Of(page))))
        {
            string code = FileName().Replace(UsingDeclaration().Replace(snippet, ""), name => "@\"" + SnippetFiles.Prepare(folder.Root, name.Groups[1].Value) + "\"");
            try
            {
                state = state is null ? await CSharpScript.RunAsync(code, options) : await state.ContinueWithAsync(code);
            }
            catch (Exception exception) when (exception is CompilationErrorException or DcmqiException or NotSupportedException or IOException or ArgumentException)
            {
                Assert.Fail($"{page}: {exception.Message}\n\n{snippet}");
            }
        }

        foreach (IDisposable opened in state?.Variables.Select(variable => variable.Value).OfType<IDisposable>() ?? [])
            opened.Dispose();
    }

    [Test]
    public void Readme_HasASnippet() => Assert.That(Snippets(File.ReadAllText(Repository.Of("README.md"))), Is.Not.Empty);

    [Test]
    public void Links_OfPages_LeadSomewhere()
    {
        var broken = new List<string>();
        foreach (string page in Pages())
        {
            string folder = Path.GetDirectoryName(Repository.Of(page))!;
            foreach (Match link in Link().Matches(File.ReadAllText(Repository.Of(page))))
            {
                string target = Path.Combine(folder, link.Groups[1].Value);
                if (!File.Exists(target) && !Directory.Exists(target))
                    broken.Add($"{page}: {link.Groups[1].Value}");
            }
        }

        Assert.That(broken, Is.Empty);
    }

    private static IEnumerable<string> Snippets(string markdown) => Fence().Matches(markdown.ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    // C# scripts have no using declarations: what a page leaves open is closed at its end.
    [GeneratedRegex(@"^using (?=\w+ \w+ =)", RegexOptions.Multiline)]
    private static partial Regex UsingDeclaration();

    // A string that is a file of a kind the library knows, or a folder.
    [GeneratedRegex("""
        "([\w\-.]+(?:/[\w\-.]+)*(?:\.dcm|\.nrrd|\.nhdr|\.json|\.csv|\.nii|\.nii\.gz|\.mha|\.mhd|\.hdr|\.img|\.png|\.html|/))"
        """)]
    private static partial Regex FileName();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
