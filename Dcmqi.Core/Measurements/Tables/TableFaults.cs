namespace Dcmqi.Measurements;

/// <summary>Collects what is wrong with a table and tells it by line and column.</summary>
internal sealed class TableFaults
{
    // Nobody mends more at once.
    private const int MostTold = 1000;

    private readonly List<(int Line, int Column, MetadataViolation Violation)> _faults = [];
    private int _count;

    public int Count => _count;

    /// <summary>A cell at fault.</summary>
    /// <param name="line">Line of its record, from 1.</param>
    /// <param name="column">Its column, from 0; -1 for the record as a whole.</param>
    /// <param name="name">The name of its column.</param>
    /// <param name="message">What was found and what was expected.</param>
    public void Add(int line, int column, string name, string message)
    {
        _count++;
        if (_faults.Count < MostTold)
            _faults.Add((line, column, new MetadataViolation { Pointer = column < 0 ? "The row" : $"column {column + 1} ({name})", Line = line, Message = message }));
    }

    /// <exception cref="MetadataException">There are faults.</exception>
    public void Throw(string? fileName)
    {
        if (_count == 0)
            return;
        List<MetadataViolation> violations = [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column).Select(fault => fault.Violation)];
        if (_count > violations.Count)
            violations.Add(new MetadataViolation { Pointer = "", Line = 0, Message = $"has {_count - violations.Count} more faults, which are told when these {violations.Count} are mended." });
        throw new MetadataException(violations, fileName);
    }
}
