using System.CommandLine;
using System.Text.RegularExpressions;
using Dcmqi.Cli;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.House;

/// <summary>The command lines in README and docs: every command, option and value is one that the program knows.</summary>
[AskedOnce]
public partial class DocumentedCommandsTests
{
    private static IEnumerable<TestCaseData> Lines() =>
        from page in Directory.GetFiles(Repository.Of("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.Of("README.md")).Concat(Directory.GetFiles(Repository.Of("samples"), "README.md", SearchOption.AllDirectories))
        from Match fence in Fence().Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
        from line in fence.Groups[1].Value.Split('\n')
        where line.StartsWith("dcmqi ", StringComparison.Ordinal) && !line.StartsWith("dcmqi --", StringComparison.Ordinal) && Commands.Names.Contains(line.Split(' ')[1])
        select new TestCaseData(line).SetArgDisplayNames(Path.GetFileName(page), line);

    [TestCaseSource(nameof(Lines))]
    public void CommandLine_IsUnderstood(string line)
    {
        // "[--json]" may be left out, "FILE..." is one or more; a|b is one of several; what follows > is the shell's.
        string[] words = [.. Word().Matches(line.Split(" > ")[0].Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("FILE...", "FILE", StringComparison.Ordinal)).Select(word => word.Value.Trim('"', '\'').Split('|')[0])];
        Command command = Commands.For(words[1], new CommandConsole(TextWriter.Null, TextWriter.Null), CancellationToken.None).Single();
        Assert.That(new RootCommand { command }.Parse(words[1..]).Errors.Select(fault => fault.Message), Is.Empty);
    }

    [GeneratedRegex("^```(?:sh|bash|text)?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("""
        "[^"]*"|'[^']*'|\S+
        """)]
    private static partial Regex Word();
}
