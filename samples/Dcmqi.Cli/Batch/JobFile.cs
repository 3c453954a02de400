namespace Dcmqi.Cli.Batch;

/// <summary>A file that a job wrote.</summary>
/// <param name="Path">Its path within the output folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Modified">When it was written, in ticks of UTC.</param>
/// <param name="Hash">Its SHA-256, with its length.</param>
internal sealed record JobFile(string Path, long Bytes, long Modified, string Hash)
{
    /// <summary>The file as it stands now.</summary>
    public static JobFile Of(string folder, string path)
    {
        string full = System.IO.Path.Combine(folder, path);
        var file = new FileInfo(full);
        return new JobFile(path, file.Length, file.LastWriteTimeUtc.Ticks, JobFingerprint.OfFile(full));
    }

    /// <summary>Whether it is there as it was written. It is read only where its time differs.</summary>
    public bool Stands(string folder)
    {
        var file = new FileInfo(System.IO.Path.Combine(folder, Path));
        return file.Exists && file.Length == Bytes && (file.LastWriteTimeUtc.Ticks == Modified || JobFingerprint.OfFile(file.FullName) == Hash);
    }
}
