using System.Diagnostics;
using Dcmqi.Cli;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What shells and terminals get of the command line: completion, colours, exit codes.</summary>
public class ShellTests
{
    [TestCase("dcmqi seg", ExpectedResult = "segimage2itkimage segconvert seginfo segimage2rtstruct segimage2surface")]
    [TestCase("dcmqi itkimage2segimage --segmentationT", ExpectedResult = "--segmentationType")]
    [TestCase("dcmqi itkimage2segimage --inputImageList a.nrrd --segmentationType la", ExpectedResult = "labelmap")]
    [TestCase("dcmqi completion z", ExpectedResult = "zsh")]
    [TestCase("dcmqi schema seg", ExpectedResult = "segmentation")]
    [TestCase("dcmqi seginfo liv", ExpectedResult = "")]
    [TestCase("dcmqi volumeinfo --js", ExpectedResult = "--json")]
    public string Completion_InBash_GivesTheWordsThatFit(string line)
    {
        if (!File.Exists("/bin/bash"))
            Assert.Ignore("There is no bash here.");
        string[] words = line.Split(' ');
        string script = CommandRun.Succeed("completion", "bash") + $"\nCOMP_WORDS=({line})\nCOMP_CWORD={words.Length - 1}\n_dcmqi\necho \"${{COMPREPLY[@]}}\"\n";
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process bash = Process.Start(start)!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        string output = bash.StandardOutput.ReadToEnd();
        Assert.That(bash.StandardError.ReadToEnd(), Is.Empty);
        return output.TrimEnd();
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("pwsh")]
    public void Completion_NamesEveryCommandAndOption(string shell)
    {
        string script = CommandRun.Succeed("completion", shell);
        foreach (string name in Commands.Names)
            Assert.That(script, Does.Contain(name));
        Assert.That(script, Does.Contain("--useLabelIDAsSegmentNumber").And.Contain("deflated-frame").And.Not.Contain("returnparameterfile"));
    }

    [Test]
    public void Completion_OfAnotherShell_NamesThoseThereAre()
    {
        (int exitCode, _, string error) = CommandRun.Run("completion", "fish");
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("fish").And.Contain("pwsh"));
    }

    [Test]
    public void Errors_AreColouredOnATerminalOnly()
    {
        Assert.That(ErrorOf(hasColors: true), Does.StartWith("\u001b[1;31mError: \u001b[0m"));
        Assert.That(ErrorOf(hasColors: false), Does.StartWith("Error: ").And.Not.Contain("\u001b"));
    }

    [TestCase(0, "--version")]
    [TestCase(0, "seginfo", "--help")]
    [TestCase(2, "seginfo", "missing-file.dcm")]
    [TestCase(2, "seginfo", "--colour")]
    [TestCase(2, "seginfos")]
    [TestCase(2)]
    public void ExitCodes_AreThoseOfTheDocs(int expected, params string[] arguments) => Assert.That(CommandRun.Run(arguments).ExitCode, Is.EqualTo(expected));

    [Test]
    public void ExitCode_OfAFileThatIsNoSegmentation_IsOne()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["no.dcm"], "no");
        Assert.That(CommandRun.Run("seginfo", folder["no.dcm"]).ExitCode, Is.EqualTo(1));
    }

    private static string ErrorOf(bool hasColors)
    {
        var error = new StringWriter();
        Assert.That(CommandLine.Run(["seginfo", "missing-file.dcm"], TextWriter.Null, error, hasColors: hasColors), Is.EqualTo(CommandLine.WrongUsage));
        return error.ToString();
    }
}
