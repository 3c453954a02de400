using System.Diagnostics;

namespace Dcmqi.Tests.Support;

/// <summary>A program from outside, such as <c>dciodvfy</c>: the judge of what we write.</summary>
internal sealed class ExternalProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _path;

    private ExternalProgram(string path) => _path = path;

    /// <summary>Finds a program; the test is skipped where it is missing.</summary>
    /// <param name="name">The program.</param>
    /// <param name="package">The Debian package that has it.</param>
    public static ExternalProgram Find(string name, string package)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        if (path is null)
            Missing.Report($"The program {name} (Debian package {package}) is not installed.");
        return new ExternalProgram(path);
    }

    /// <summary>Finds the system's Python with modules that Debian packages bring; the test is skipped where one is missing.</summary>
    public static ExternalProgram Python(params string[] modules)
    {
        // Debian puts modules where its own Python finds them, not another one that stands first in PATH.
        const string Debian = "/usr/bin/python3";
        ExternalProgram python = File.Exists(Debian) ? new ExternalProgram(Debian) : Find("python3", "python3");
        if (python.Run("-c", "import " + string.Join(", ", modules)).ExitCode != 0)
            Missing.Report($"Python's modules {string.Join(", ", modules)} (Debian packages {string.Join(", ", modules.Select(module => "python3-" + module))}) are not installed.");
        return python;
    }

    /// <summary>Runs the program to its end.</summary>
    /// <returns>The exit code, and both outputs together.</returns>
    public (int ExitCode, string Output) Run(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(_path) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
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
}
