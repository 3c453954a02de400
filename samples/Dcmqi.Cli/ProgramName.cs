namespace Dcmqi.Cli;

/// <summary>The name under which the program was started: a link called after a command runs that command, as each of dcmqi's programs is a file of its own.</summary>
internal static class ProgramName
{
    // What starts the program resolves links; the first argument of the process does not.
    private const string ArgumentsOfProcess = "/proc/self/cmdline";

    /// <summary>The name without folder and extension.</summary>
    public static string Current()
    {
        string path = OperatingSystem.IsLinux() && File.Exists(ArgumentsOfProcess)
            ? File.ReadAllText(ArgumentsOfProcess).Split('\0')[0]
            : Environment.ProcessPath ?? "";
        string name = Path.GetFileName(path);
        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }
}
