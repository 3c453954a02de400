namespace Dcmqi;

/// <summary>One place where an object differs from what the DICOM standard asks for.</summary>
public sealed record ValidationFinding
{
    /// <summary>Gets the severity.</summary>
    public required ValidationSeverity Severity { get; init; }

    /// <summary>Gets the attribute, through the sequences that hold it, items from 1: <c>Segment Sequence (0062,0002)[3]/Segment Label (0062,0005)</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what was found and what was expected, as the end of a sentence that begins with the attribute.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the clause of the standard: <c>PS3.3 C.8.20.2</c>.</summary>
    public required string Clause { get; init; }

    /// <summary>Returns the finding in one line: <c>Error: Segment Sequence (0062,0002)[3]/Segment Label (0062,0005) is absent. (PS3.3 C.8.20.2)</c>.</summary>
    public override string ToString() => $"{Severity}: {Path} {Message}. ({Clause})";
}
