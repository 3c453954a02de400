using Dcmqi.Cli;

namespace Dcmqi.Tests.Support;

/// <summary>Runs the command line within the test's process.</summary>
internal static class CommandRun
{
    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it printed, without its warnings.</returns>
    public static string Succeed(params string[] arguments)
    {
        (int exitCode, string output, string error) = Run(arguments);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }

    /// <summary>Runs a command that must fail: because of its inputs (1), or of its arguments (2).</summary>
    /// <returns>What it printed to standard error.</returns>
    public static string Fail(params string[] arguments)
    {
        (int exitCode, _, string error) = Run(arguments);
        Assert.That(exitCode, Is.EqualTo(CommandLine.Failed).Or.EqualTo(CommandLine.WrongUsage), error);
        Assert.That(error, Is.Not.Empty);
        return error;
    }

    /// <summary>Runs a command.</summary>
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = CommandLine.Run(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
