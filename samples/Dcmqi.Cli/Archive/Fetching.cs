namespace Dcmqi.Cli;

/// <summary>Retrieves series of a study, one after the other.</summary>
internal sealed class Fetching(DicomWebClient web, string study, string folder, CommandConsole console, CancellationToken cancellationToken)
{
    /// <param name="series">The series; <see langword="null"/> for all.</param>
    /// <param name="headersOnly">Whether only headers are wanted.</param>
    public async Task RunAsync(string? series, bool headersOnly)
    {
        string[] all = series is not null ? [series] : [.. (await web.SearchSeriesAsync(study, null, cancellationToken).ConfigureAwait(false)).Select(match => match.SeriesInstanceUid)];
        if (all.Length == 0)
            throw new UsageException($"--study: the archive has no series of the study {study}.");
        console.Plan(("Retrieving", 1, all.Length));
        foreach (string one in all)
        {
            if (headersOnly)
                await HeadersAsync(one).ConfigureAwait(false);
            else
                await InstancesAsync(one, series is null ? Path.Combine(folder, NameOf(one)) : folder).ConfigureAwait(false);
        }
    }

    private async Task InstancesAsync(string series, string target)
    {
        IReadOnlyList<string> paths = await web.RetrieveInstancesAsync(study, series, target, console.Progress, cancellationToken).ConfigureAwait(false);
        console.Say($"Fetched {Counted.Of(paths.Count, "instance")} into {target}.");
    }

    private async Task HeadersAsync(string series)
    {
        Stream json = await web.RetrieveMetadataAsync(study, series, null, cancellationToken).ConfigureAwait(false);
        await using (json.ConfigureAwait(false))
        {
            using var outputs = new OutputSet(folder);
            outputs.Write(NameOf(series) + ".json", path =>
            {
                using FileStream file = File.Create(path);
                json.CopyTo(file);
            });
            foreach (string path in outputs.Keep(new InputFiles(), "--output"))
                console.Say($"Saved {path}.");
        }
    }

    // What the archive calls a series is part of a path: the client has refused what is no UID, and this does.
    private static string NameOf(string series) => series.All(letter => char.IsAsciiDigit(letter) || letter == '.') && series.Trim('.').Length > 0
        ? series
        : throw new IOException($"The archive gives a series whose UID is none: '{series}'.");
}
