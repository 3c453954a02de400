namespace Dcmqi.Cli.Batch;

/// <summary>A job as the arguments of its command.</summary>
internal static class JobArguments
{
    /// <summary>The arguments.</summary>
    /// <param name="job">The job.</param>
    /// <param name="folder">Where outputs are written.</param>
    public static string[] Of(BatchJob job, string folder) => [.. job.Options.Select(option => Of(option, folder))];

    // In one word with its option a value is never taken for an option ("-1") or a file of arguments ("@x").
    private static string Of(JobOption option, string folder) =>
        $"{option.Name}={string.Join(',', option.Role == JobOptionRole.Output ? option.Values.Select(value => Path.Combine(folder, value)) : option.Values)}";
}
