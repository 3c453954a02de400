namespace Dcmqi;

/// <summary>One place where an object differs from what the DICOM standard asks for.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Path">The attribute, through the sequences that hold it, items from 1: <c>Segment Sequence (0062,0002)[3]/Segment Label (0062,0005)</c>.</param>
/// <param name="Message">What was found and what was expected, as the end of a sentence that begins with the attribute.</param>
/// <param name="Clause">The clause of the standard: <c>PS3.3 C.8.20.2</c>.</param>
public sealed record ValidationFinding(ValidationSeverity Severity, string Path, string Message, string Clause)
{
    /// <summary>Returns the finding in one line: <c>Error: Segment Sequence (0062,0002)[3]/Segment Label (0062,0005) is absent. (PS3.3 C.8.20.2)</c>.</summary>
    public override string ToString() => $"{Severity}: {Path} {Message}. ({Clause})";
}
