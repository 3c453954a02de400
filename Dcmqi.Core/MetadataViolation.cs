namespace Dcmqi;

/// <summary>One place where a metadata document differs from what its schema asks for.</summary>
public sealed record MetadataViolation
{
    /// <summary>Gets the JSON pointer (RFC 6901) to the place, such as <c>/segmentAttributes/0/2/labelID</c>; empty for the whole document. In a CSV table the column, such as <c>column 5 (units)</c>.</summary>
    public required string Pointer { get; init; }

    /// <summary>Gets the line in the document, from 1, or 0 if it is not known.</summary>
    public required int Line { get; init; }

    /// <summary>Gets what was found and what was expected.</summary>
    public required string Message { get; init; }

    /// <summary>Returns pointer, line and message in one sentence.</summary>
    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "The document" : Pointer)}{(Line > 0 ? $" (line {Line})" : "")} {Message}";
}
