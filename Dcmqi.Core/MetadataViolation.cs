namespace Dcmqi;

/// <summary>One place where a metadata document differs from what its schema asks for.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the place, such as <c>/segmentAttributes/0/2/labelID</c>; empty for the whole document. In a CSV table the column, such as <c>column 5 (units)</c>.</param>
/// <param name="Line">Line in the document from 1, or 0 where it is not known.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record MetadataViolation(string Pointer, int Line, string Message)
{
    /// <summary>Returns pointer, line and message in one sentence.</summary>
    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "The document" : Pointer)}{(Line > 0 ? $" (line {Line})" : "")} {Message}";
}
