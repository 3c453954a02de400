namespace Dcmqi.Cli.Batch;

/// <summary>All that is wrong with a manifest, so that it is told at once.</summary>
/// <param name="file">The manifest, for messages.</param>
internal sealed class ManifestFaults(string file)
{
    // A wrong column of 20,000 rows is told by some of them.
    private const int MostTold = 50;

    private readonly List<string> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>A fault of the file as a whole.</summary>
    public void Add(string message) => _faults.Add($"{file}: {message}");

    /// <summary>A fault of one row.</summary>
    public void Add(int line, string message) => _faults.Add($"{file}, line {line}: {message}");

    /// <summary>Refuses the manifest where anything is wrong.</summary>
    /// <exception cref="AggregateException">One <see cref="UsageException"/> for each fault.</exception>
    public void Check()
    {
        if (!Any)
            return;
        IEnumerable<string> told = _faults.Take(MostTold);
        if (_faults.Count > MostTold)
            told = told.Append($"{file}: {Counted.Of(_faults.Count - MostTold, "fault")} more.");
        throw new AggregateException(told.Select(fault => new UsageException(fault)));
    }
}
