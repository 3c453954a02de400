using System.Text;
using System.Text.Json;

namespace Dcmqi.Cli.Batch;

/// <summary>What was done, in lines that are only ever added. Each process writes a file of its own and reads all of them; a line that is not whole, of a process that was killed, counts for nothing.</summary>
internal sealed class Journal : IDisposable
{
    private const string Prefix = "journal", Ending = ".jsonl";

    private readonly object _gate = new();
    private readonly string _folder;
    private readonly FileStream _own;
    private readonly Dictionary<string, JournalEntry> _entries = [];
    private readonly Dictionary<string, long> _read = [];

    /// <param name="folder">Where the journals are.</param>
    /// <param name="suffix">What the own one is called after.</param>
    public Journal(string folder, string suffix)
    {
        _folder = folder;
        _own = new FileStream(Path.Combine(folder, Prefix + suffix + Ending), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        if (_own.Length > 0)
        {
            _own.Position = _own.Length - 1;
            if (_own.ReadByte() != '\n')
                _own.WriteByte((byte)'\n');
        }

        _own.Position = _own.Length;
        Refresh();
    }

    /// <summary>Reads what others have added.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            foreach (string path in Directory.EnumerateFiles(_folder, Prefix + "*" + Ending))
                ReadNew(path);
        }
    }

    /// <summary>What became of a job last.</summary>
    public JournalEntry? Find(string job)
    {
        lock (_gate)
            return _entries.GetValueOrDefault(job);
    }

    /// <summary>Adds a line, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(JournalEntry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, BatchJson.Readable.JournalEntry), (byte)'\n'];
        lock (_gate)
        {
            long start = _own.Position;
            try
            {
                _own.Write(line);
            }
            catch (IOException)
            {
                _own.SetLength(start);
                _own.Position = start;
                throw;
            }

            _entries[entry.Job] = entry;
        }
    }

    public void Dispose() => _own.Dispose();

    private void ReadNew(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = _read.GetValueOrDefault(path);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        string text = reader.ReadToEnd();
        int end = text.LastIndexOf('\n') + 1;
        _read[path] = _read.GetValueOrDefault(path) + Encoding.UTF8.GetByteCount(text.AsSpan(0, end));
        foreach (string line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (EntryOf(line) is { } entry && !(_entries.TryGetValue(entry.Job, out JournalEntry? known) && known.Finished > entry.Finished))
                _entries[entry.Job] = entry;
        }
    }

    private static JournalEntry? EntryOf(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BatchJson.Readable.JournalEntry);
        }
        catch (JsonException)
        {
            // Not whole: the job is done again.
            return null;
        }
    }
}
