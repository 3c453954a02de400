using System.Text.Json;

namespace Dcmqi.Cli.Batch;

/// <summary>The jobs of a run that failed, one JSON object in each line; where none failed there is no file.</summary>
/// <param name="path">The file.</param>
internal sealed class FailureFile(string path) : IDisposable
{
    private FileStream? _stream;

    public string Path => path;

    /// <summary>Takes away that of the run before.</summary>
    public void Clear() => File.Delete(path);

    public void Add(JobResult result)
    {
        var failed = new FailedJob(result.Job.Line, result.Job.Id, result.Job.Command, result.Job.Output, result.Entry.Attempts, result.Entry.Faults);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(failed, BatchJson.Readable.FailedJob), (byte)'\n'];
        try
        {
            _stream ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _stream.Write(line);
        }
        catch (IOException) when (result.IsDiskFull)
        {
            // That the disk is full is said, and the run ends.
        }
    }

    public void Dispose() => _stream?.Dispose();
}
