namespace Dcmqi.Iods;

/// <summary>Collects what is wrong with sources.</summary>
/// <param name="repair">Whether faults become warnings or stop the work.</param>
internal sealed class FaultList(SourceRepair repair)
{
    private readonly List<string> _faults = [];

    public SourceRepair Repair => repair;

    /// <summary>One sentence for each fault in the order found; empty where faults stop the work.</summary>
    public IReadOnlyList<string> Warnings => repair == SourceRepair.Reject ? [] : _faults;

    /// <summary>Adds a fault.</summary>
    /// <param name="source">The file or other name of the source.</param>
    /// <param name="fault">What was found, from the attribute on, without a full stop.</param>
    /// <param name="remedy">What was done about it: <c>Left out</c>.</param>
    public void Add(string source, string fault, string remedy) =>
        _faults.Add(repair switch
        {
            SourceRepair.Warn => $"{source}: {fault}. {remedy}; set SourceRepair.Reject to stop instead.",
            SourceRepair.Keep => $"{source}: {fault}. {remedy}.",
            _ => $"{source}: {fault}.",
        });

    /// <summary>Adds faults that were found before, and told then.</summary>
    /// <param name="known">One sentence each.</param>
    public void AddKnown(IEnumerable<string> known)
    {
        if (repair == SourceRepair.Reject)
            _faults.AddRange(known);
    }

    /// <summary>Refuses the sources where faults stop the work and there are any.</summary>
    /// <exception cref="ConversionException">With every fault found.</exception>
    public void ThrowIfAny()
    {
        if (repair == SourceRepair.Reject && _faults.Count > 0)
            throw new ConversionException(_faults);
    }
}
