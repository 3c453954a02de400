namespace Dcmqi;

/// <summary>Something that could be said better in the description of a segment.</summary>
public sealed record TermSuggestion
{
    /// <summary>Gets the JSON pointer (RFC 6901) to the place in the metadata, such as <c>/segmentAttributes/0/2</c>.</summary>
    public required string Pointer { get; init; }

    /// <summary>Gets what could be better, and how.</summary>
    public required string Message { get; init; }

    /// <summary>Returns pointer and message in one sentence.</summary>
    public override string ToString() => $"{Pointer} {Message}";
}
