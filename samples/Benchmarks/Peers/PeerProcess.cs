using System.Diagnostics;
using System.Globalization;

namespace Dcmqi.Benchmarks;

/// <summary>One run of a whole process: how long it took, and the most memory that it held.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="PeakBytes">The peak of its resident set; 0 where the system does not tell.</param>
internal readonly record struct PeerProcess(double Seconds, long PeakBytes)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end; with what it wrote.</exception>
    public static PeerProcess Run(string program, IEnumerable<string> arguments)
    {
        // A .NET assembly is run by the host that runs this one.
        bool isAssembly = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isAssembly ? Environment.ProcessPath! : program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in isAssembly ? arguments.Prepend(program) : arguments)
            start.ArgumentList.Add(argument);
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(2))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            if (Stopwatch.GetElapsedTime(began) > Longest)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{program} was not done after {Longest.TotalMinutes:0} minutes.");
            }
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{output.Result}\n{errors.Result}");
        return new PeerProcess(seconds, peak);
    }

    // Linux tells it; it never shrinks, so the last look before the end counts.
    private static long PeakOf(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return 0;
        }
    }
}
