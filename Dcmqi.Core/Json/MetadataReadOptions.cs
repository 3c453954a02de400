namespace Dcmqi;

/// <summary>Options of reading a JSON document: how strict it is.</summary>
public sealed record MetadataReadOptions
{
    /// <summary>Gets what is done about keys that are not known. Default: <see cref="Dcmqi.UnknownKeys.Warn"/>. Keys that begin with <c>@</c> or <c>$</c> speak of the document and are always passed over.</summary>
    public UnknownKeys UnknownKeys { get; init; } = UnknownKeys.Warn;

    /// <summary>Gives the options in one line.</summary>
    public override string ToString() => $"MetadataReadOptions: unknown keys {UnknownKeys}";

    internal static MetadataReadOptions Default { get; } = new();
}
