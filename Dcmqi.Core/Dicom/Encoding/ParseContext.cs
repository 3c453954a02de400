namespace Dcmqi.Dicom.Encoding;

/// <summary>What all parts of one file share while they are parsed, however late.</summary>
internal sealed class ParseContext(ByteSource source, string? fileName)
{
    // A file of nothing but oddities shall not fill the memory with remarks on them.
    private const int MostWarnings = 200;

    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _told = [];

    public ByteSource Source { get; } = source;

    public string? FileName { get; } = fileName;

    /// <summary>What was tolerated so far.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings)
                return [.. _warnings];
        }
    }

    public void Warn(string warning)
    {
        lock (_warnings)
        {
            if (_warnings.Count < MostWarnings)
                _warnings.Add(warning);
            else if (_warnings.Count == MostWarnings)
                _warnings.Add("More of the kind follow.");
        }
    }

    /// <summary>Tells of the first case of a kind only.</summary>
    public void WarnOnce(string warning, string kind)
    {
        lock (_warnings)
        {
            if (!_told.Add(kind))
                return;
        }

        Warn(warning);
    }

    public DicomFormatException Fault(string message, string? path, long offset) =>
        new($"{(FileName is null ? "" : Path.GetFileName(FileName) + ": ")}{message} (byte {offset})", path, offset);
}
