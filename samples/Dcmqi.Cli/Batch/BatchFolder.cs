using System.Globalization;

namespace Dcmqi.Cli.Batch;

/// <summary>The output folder of a cohort, with what a batch keeps in it beside the outputs: journals, unfinished outputs, and the date of the cohort.</summary>
internal sealed class BatchFolder : IDisposable
{
    /// <summary>The folder within the output folder.</summary>
    public const string OwnName = ".dcmqi";

    private const string LockName = "lock", UnfinishedName = "unfinished";

    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly FileStream _lock;
    private readonly string _stage;
    private int _stages;

    /// <param name="path">The output folder; made where it is missing.</param>
    /// <param name="suffix">What this process' files are called after; no two at once have the same.</param>
    /// <param name="date">The date that all objects say; <see langword="null"/> for that of the first run.</param>
    /// <exception cref="UsageException">Another process works there under the same suffix.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public BatchFolder(string path, string suffix, DateTimeOffset? date)
    {
        Path = System.IO.Path.GetFullPath(path);
        string own = System.IO.Path.Combine(Path, OwnName);
        Directory.CreateDirectory(own);
        RemoveLeftovers(own);
        _lock = Lock(System.IO.Path.Combine(own, LockName + suffix));

        // Of a process that was killed: nobody else has this suffix now.
        _stage = System.IO.Path.Combine(own, UnfinishedName + suffix);
        if (Directory.Exists(_stage))
            Directory.Delete(_stage, recursive: true);
        Directory.CreateDirectory(_stage);
        Date = DateOf(System.IO.Path.Combine(own, "date"), date);
        Journal = new Journal(own, suffix);
    }

    /// <summary>The output folder.</summary>
    public string Path { get; }

    /// <summary>What was done.</summary>
    public Journal Journal { get; }

    /// <summary>The date and time that all objects say.</summary>
    public DateTimeOffset Date { get; }

    /// <summary>A new folder for the outputs of one job, until they are whole; on the same disk as their place.</summary>
    public string NewStage()
    {
        string stage = System.IO.Path.Combine(_stage, Interlocked.Increment(ref _stages).ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(stage);
        return stage;
    }

    public void Dispose()
    {
        Journal.Dispose();
        if (Directory.Exists(_stage))
            Directory.Delete(_stage, recursive: true);
        _lock.Dispose();
    }

    // Of processes that were killed and whose suffix comes never again. Where files cannot be locked, age alone tells.
    private static void RemoveLeftovers(string own)
    {
        foreach (string stage in Directory.EnumerateDirectories(own, UnfinishedName + "*"))
        {
            string lockPath = System.IO.Path.Combine(own, LockName + System.IO.Path.GetFileName(stage)[UnfinishedName.Length..]);
            if (Directory.GetLastWriteTimeUtc(stage) > DateTime.UtcNow - Abandoned)
                continue;
            try
            {
                using var free = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                Directory.Delete(stage, recursive: true);
            }
            catch (IOException)
            {
                // Its process lives, or another clears up.
                continue;
            }
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new UsageException($"--output: another batch works in '{System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path))}' now; wait for it, or give each a part of the manifest (--shard). {taken.Message}", taken);
        }
    }

    // The first process writes it; all others, at once or later, take it from there.
    private static DateTimeOffset DateOf(string path, DateTimeOffset? given)
    {
        if (given is not null || !File.Exists(path))
        {
            string temporary = $"{path}-{Guid.NewGuid():N}";
            DateTimeOffset date = (given ?? TimeProvider.System.GetUtcNow()).ToUniversalTime();
            File.WriteAllText(temporary, date.ToString(DateFormat, CultureInfo.InvariantCulture));
            try
            {
                File.Move(temporary, path, overwrite: given is not null);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(temporary);
            }
        }

        string text = File.ReadAllText(path);
        return DateTimeOffset.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset kept)
            ? kept
            : throw new UsageException($"--output: '{path}' holds no date; delete it, or give --date.");
    }
}
