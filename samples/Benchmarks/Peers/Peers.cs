using System.Globalization;
using System.Runtime.InteropServices;

namespace Dcmqi.Benchmarks;

/// <summary>Other programs that do the same beside ours: whole processes in turn on the same inputs, as a Markdown table.</summary>
internal static class Peers
{
    private const string Usage = """
        peers FOLDER --ours PROGRAM [--dcmqi FOLDER] [--highdicom PYTHON] [--runs N]

        FOLDER       inputs are made here, about 1.5 GB, and outputs
        --ours       our command line: the native program dcmqi, or dcmqi.dll
        --dcmqi      the folder of dcmqi's programs (itkimage2segimage ...)
        --highdicom  a Python that has highdicom
        --runs       how often each program does each job; the median counts. Default: 5.
        """;

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0 || arguments.Length % 2 == 0 || arguments[0].StartsWith('-'))
            return Fail(Usage);
        Dictionary<string, string> options = arguments[1..].Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] known = ["--ours", "--dcmqi", "--highdicom", "--runs"];
        if (options.Keys.FirstOrDefault(option => !known.Contains(option)) is { } unknown)
            return Fail($"There is no option {unknown}.\n{Usage}");
        if (!options.TryGetValue("--ours", out string? ours))
            return Fail(Usage);
        if (!int.TryParse(options.GetValueOrDefault("--runs", "5"), NumberStyles.None, CultureInfo.InvariantCulture, out int runs) || runs < 1)
            return Fail("--runs is a whole number from 1.");

        var programs = new List<(string Name, Func<PeerJob, PeerProcess?> Run)> { ("ours", job => PeerProcess.Run(ours, job.Ours)) };
        if (options.TryGetValue("--dcmqi", out string? dcmqi))
            programs.Add(("dcmqi", job => job.Dcmqi is [string program, .. string[] told] ? PeerProcess.Run(Path.Combine(dcmqi, program), told) : null));
        string script = Path.Combine(AppContext.BaseDirectory, "highdicom_peer.py");
        if (options.TryGetValue("--highdicom", out string? python))
            programs.Add(("highdicom", job => job.Highdicom is { } told ? PeerProcess.Run(python, [script, .. told]) : null));
        Compare(arguments[0], programs, runs);
        return 0;
    }

    private static void Compare(string folder, List<(string Name, Func<PeerJob, PeerProcess?> Run)> programs, int runs)
    {
        Directory.CreateDirectory(folder);
        Console.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors; median of {runs} runs, in turn.\n");
        Console.WriteLine($"| | copy of the output | {string.Join(" | ", programs.Select(program => program.Name))} |");
        Console.WriteLine($"|---|---|{string.Concat(programs.Select(_ => "---|"))}");
        foreach (PeerJob job in PeerJob.In(folder))
        {
            var copies = new List<double>();
            var found = new List<PeerProcess>[programs.Count];
            for (int run = 0; run <= runs; run++)
            {
                for (int program = 0; program < programs.Count; program++)
                {
                    // The first run brings files into memory and is not counted.
                    File.Delete(job.Output);
                    found[program] ??= [];
                    if (programs[program].Run(job) is { } result && run > 0)
                        found[program].Add(result);
                    if (run > 0 && program == 0)
                        copies.Add(Copy(job.Output));
                }
            }

            double[] seconds = [.. found.Select(results => Median(results.Select(result => result.Seconds)))];
            Console.WriteLine($"| {job.Name} | {Seconds(Median(copies))} | {string.Join(" | ", found.Select((results, index) => Cell(results, seconds[index], seconds[0], index)))} |");
        }
    }

    private static string Cell(List<PeerProcess> results, double seconds, double ours, int index)
    {
        if (results.Count == 0)
            return "";
        string ratio = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {seconds / ours:0.0} x");
        return string.Create(CultureInfo.InvariantCulture, $"{Seconds(seconds)}{ratio}, {results.Max(result => result.PeakBytes) / 1e6:0} MB");
    }

    private static double Copy(string file)
    {
        string copy = file + ".copy";
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        File.Copy(file, copy, overwrite: true);
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds;
        File.Delete(copy);
        return seconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static string Seconds(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    private static int Fail(string text)
    {
        Console.Error.WriteLine(text);
        return 1;
    }
}
