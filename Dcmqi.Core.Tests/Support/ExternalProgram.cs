using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dcmqi.Tests.Support;

/// <summary>A program from outside, such as <c>dciodvfy</c>: the judge of what we write.</summary>
internal sealed class ExternalProgram
{
    // Debian puts modules where its own Python finds them, not another one that stands first in PATH.
    private const string DebianPython = "/usr/bin/python3";

    // Some take 20 s of a processor, and a machine may have much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, bool> Imports = new(StringComparer.Ordinal);
    private readonly string _path;

    private ExternalProgram(string path) => _path = path;

    /// <summary>Finds a program; the test is skipped where it is missing.</summary>
    /// <param name="name">The program; where it has several names, these with | between them.</param>
    /// <param name="package">The Debian package that has it.</param>
    public static ExternalProgram Find(string name, string package)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .SelectMany(folder => name.Split('|').Select(one => Path.Combine(folder, one)))
            .FirstOrDefault(File.Exists);
        if (path is null)
            Missing.Program($"The program {name} (Debian package {package}) is not installed.");
        return new ExternalProgram(path);
    }

    /// <summary>Finds the system's Python with modules that Debian packages bring; the test is skipped where one is missing.</summary>
    public static ExternalProgram Python(params string[] modules)
    {
        ExternalProgram python = File.Exists(DebianPython) ? new ExternalProgram(DebianPython) : Find("python3", "python3");
        string names = string.Join(", ", modules);
        if (!Imports.GetOrAdd(names, _ => python.Run("-c", "import " + names).ExitCode == 0))
            Missing.Program($"Python's modules {names} (Debian packages {string.Join(", ", modules.Select(module => "python3-" + module))}) are not installed.");
        return python;
    }

    /// <summary>Runs the program to its end.</summary>
    /// <returns>The exit code, and both outputs together.</returns>
    public (int ExitCode, string Output) Run(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(_path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            Assert.Fail($"{_path} {string.Join(' ', arguments)} did not end.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>Runs the program, which must end well.</summary>
    /// <returns>Both outputs together.</returns>
    public string Succeed(params IReadOnlyList<string> arguments)
    {
        (int exitCode, string output) = Run(arguments);
        Assert.That(exitCode, Is.Zero, $"{_path} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    /// <summary>Runs a script given as text, which must end well; warnings of Python are not shown.</summary>
    public string RunScript(string script, params IReadOnlyList<string> arguments) => Succeed(["-W", "ignore", "-c", script, .. arguments]);
}
