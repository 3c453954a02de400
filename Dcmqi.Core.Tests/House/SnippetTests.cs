using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dcmqi.Tests.Support;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Dcmqi.Tests.House;

/// <summary>Every C# snippet of README and docs is run, on files of the names that it uses.</summary>
[AskedOnce]
public partial class SnippetTests
{
    // What ImplicitUsings gives a project; a snippet says the rest itself.
    private static readonly string[] ImpliedNamespaces = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly ScriptOptions Options = ScriptOptions.Default
        .WithReferences(typeof(SegmentationBuilder).Assembly, typeof(Picture).Assembly, typeof(DicomWebClient).Assembly, typeof(HttpClient).Assembly, typeof(Enumerable).Assembly, typeof(MathNet.Numerics.LinearAlgebra.Matrix<double>).Assembly)
        .WithImports(ImpliedNamespaces);

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Repository.Of("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.Of("README.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    public async Task Snippets_OfPage_Run(string page)
    {
        using var folder = new TemporaryFolder();
        using var archive = new SnippetArchive();
        ScriptState<object>? state = null;

        // The snippets of a page build on one another, as they do for its reader.
        foreach (string snippet in Snippets(File.ReadAllText(Repository.Of(page))))
        {
            string code = FileName().Replace(UsingDeclaration().Replace(snippet, ""), name => "@\"" + SnippetFiles.Prepare(folder.Root, name.Groups[1].Value) + "\"");
            code = archive.Place(code);
            try
            {
                state = state is null ? await CSharpScript.RunAsync(code, Options) : await state.ContinueWithAsync(code);
            }
            catch (Exception exception) when (exception is CompilationErrorException or DcmqiException or NotSupportedException or IOException or ArgumentException)
            {
                Assert.Fail($"{page}: {exception.Message}\n\n{snippet}");
            }
        }

        foreach (IDisposable opened in state?.Variables.Select(variable => variable.Value).OfType<IDisposable>() ?? [])
            opened.Dispose();
    }

    // A file-based program is run from its source: directives and using declarations aside, it is what a script may hold.
    [TestCase("segment.cs", "ct/", "labels.nrrd", "metadata.json", "out.dcm")]
    [TestCase("roundtrip.cs", "ct/", "labels.nrrd", "metadata.json", "out")]
    [TestCase("adc.cs", "ct/", "b0.nrrd", "b1000.nrrd", "0", "1000", "out.dcm")]
    public async Task Script_OfSamples_Runs(string script, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string[] given = [.. arguments.Select(argument => int.TryParse(argument, out _) ? argument : argument.StartsWith("out", StringComparison.Ordinal) ? folder[argument] : SnippetFiles.Prepare(folder.Root, argument))];
        string source = UsingDeclaration().Replace(Directive().Replace(File.ReadAllText(Repository.Of("samples/Scripts/" + script)), ""), "");
        object result = (await CSharpScript.RunAsync<object>(source, Options, new ScriptArguments(given))).ReturnValue;
        Assert.That(result, Is.Zero);
        Assert.That(Path.Exists(folder[arguments[^1]]), script);
    }

    [Test]
    public async Task LinqpadQuery_OfSamples_Runs()
    {
        using var folder = new TemporaryFolder();
        string[] given = [SnippetFiles.Prepare(folder.Root, "ct/"), SnippetFiles.Prepare(folder.Root, "labels.nrrd"), SnippetFiles.Prepare(folder.Root, "metadata.json"), folder["out"]];
        string query = File.ReadAllText(Repository.Of("samples/Scripts/RoundTrip.linq"));
        XElement header = XElement.Parse(query[..(query.IndexOf("</Query>", StringComparison.Ordinal) + "</Query>".Length)]);
        string imports = string.Concat(header.Elements("Namespace").Select(element => $"using {element.Value};\n"));

        // What LINQPad itself gives a query, as far as this one uses it.
        const string linqpad = """
            class Util { public static Queue<string> Given = new(); public static string ReadLine(string prompt, string suggestion = "") => Given.Dequeue(); public static object RawHtml(string html) => System.Xml.Linq.XElement.Parse(html); }
            static T Dump<T>(this T value, string title = "") => value;
            foreach (string argument in args) Util.Given.Enqueue(argument);
            """;
        string body = query[(query.IndexOf("</Query>", StringComparison.Ordinal) + "</Query>".Length)..];
        await CSharpScript.RunAsync(imports + linqpad + body + "\nMain();", Options.AddReferences(typeof(XElement).Assembly), new ScriptArguments(given));
        using Segmentation written = Segmentation.Open(folder["out/segmentation.dcm"]);
        Assert.That(written.Segments, Has.Count.EqualTo(1));
        Assert.That(VolumeFile.Read(folder["out/labels.nrrd"]).Geometry.IsCloseTo(VolumeFile.Read(given[1]).Geometry, 0.01));
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

    // The first line of a file-based program, and what it says of packages.
    [GeneratedRegex("^#[!:].*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
