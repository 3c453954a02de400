namespace Dcmqi;

/// <summary>The instances of one series that an object refers to.</summary>
public sealed record SeriesReference
{
    /// <summary>Gets the Study Instance UID (0020,000D) of the series.</summary>
    public required string StudyInstanceUid { get; init; }

    /// <summary>Gets the Series Instance UID (0020,000E); empty if the object names instances without their series.</summary>
    public required string SeriesInstanceUid { get; init; }

    /// <summary>Gets the instances, each once, in the order in which the object names them.</summary>
    public required IReadOnlyList<ImageReference> Instances { get; init => field = ValueList<ImageReference>.Of(value); }

    /// <summary>Returns the series and the number of instances.</summary>
    public override string ToString() => $"{(SeriesInstanceUid.Length == 0 ? "unnamed series" : SeriesInstanceUid)}: {Instances.Count} instance{(Instances.Count == 1 ? "" : "s")}";
}
