using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Dcmqi.Tests.Volumes;

/// <summary>Independent readers of research images. A test that lacks one says so and is skipped; in CI it fails.</summary>
internal static class VolumeTools
{
    /// <summary>Debian's Teem installs its tool as teem-unu.</summary>
    public static string Unu(params string[] arguments) => Run(Which("unu", "teem-unu"), arguments);

    public static string Plastimatch(params string[] arguments) => Run(Which("plastimatch"), arguments);

    public static string Nibabel(string script, params string[] arguments)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python) || Start(Python, ["-c", "import nibabel"]).ExitCode != 0)
            throw Missing("python3-nibabel");
        return Run(Python, ["-W", "ignore", "-c", script, .. arguments]);
    }

    public static string SharedData([CallerFilePath] string file = "")
    {
        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "shared", "data", "dcmqi"));
        return Directory.Exists(path) ? path : throw Missing(path);
    }

    private static string Run(string program, string[] arguments)
    {
        (int exitCode, string text) = Start(program, arguments);
        Assert.That(exitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {text}");
        return text;
    }

    private static (int ExitCode, string Text) Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Which(params string[] names)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            foreach (string name in names)
            {
                if (folder.Length > 0 && File.Exists(Path.Combine(folder, name)))
                    return Path.Combine(folder, name);
            }
        }

        throw Missing(names[0]);
    }

    private static Exception Missing(string what) => Environment.GetEnvironmentVariable("CI") == "true"
        ? new AssertionException($"{what} is missing.")
        : new IgnoreException($"{what} is missing.");
}
