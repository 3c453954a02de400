namespace Dcmqi;

/// <summary>What an object refers to of one series.</summary>
public sealed record SeriesReference
{
    /// <summary>Gets the The Study Instance UID (0020,000D) of the series.</summary>
    public required string StudyInstanceUid { get; init; }

    /// <summary>Gets the The Series Instance UID (0020,000E); empty if the object names its sources without saying of which series they are.</summary>
    public required string SeriesInstanceUid { get; init; }

    /// <summary>Gets the instances, each once, in the order in which the object names them.</summary>
    public required IReadOnlyList<ImageReference> Instances { get; init => field = ValueList<ImageReference>.Of(value); }

    /// <summary>Returns the series and the number of instances.</summary>
    public override string ToString() => $"{(SeriesInstanceUid.Length == 0 ? "unnamed series" : SeriesInstanceUid)}: {Instances.Count} instance{(Instances.Count == 1 ? "" : "s")}";
}
