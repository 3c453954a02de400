using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Dcmqi.Tests.Dicom;

/// <summary>Programs and files beside the repository. A test that lacks one says so and is skipped; in CI it fails.</summary>
internal static class External
{
    public static string SharedData
    {
        get
        {
            string path = Path.GetFullPath(Path.Combine(Repository(), "..", "shared", "data", "dcmqi"));
            return Directory.Exists(path) ? path : throw Missing(path);
        }
    }

    /// <summary>Runs a program; gives its output and error text.</summary>
    public static (int ExitCode, string Text) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw Missing(program);
        }
    }

    /// <summary>Runs a Python script that uses pydicom; must end well.</summary>
    public static string RunPython(string script, params string[] arguments)
    {
        const string Python = "/usr/bin/python3";
        if (Run(Python, "-c", "import pydicom").ExitCode != 0)
            throw Missing("pydicom");
        (int exitCode, string text) = Run(Python, ["-c", script, .. arguments]);
        Assert.That(exitCode, Is.Zero, text);
        return text;
    }

    private static Exception Missing(string what) => Environment.GetEnvironmentVariable("CI") == "true"
        ? new AssertionException($"{what} is missing.")
        : new IgnoreException($"{what} is missing.");

    private static string Repository([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
