namespace Dcmqi;

/// <summary>A device or a program that observed (PS3.16 TID 1004).</summary>
public sealed record DeviceObserver : ReportObserver
{
    /// <summary>Gets the identifier of the device, or <see langword="null"/>: then one is made.</summary>
    public string? Uid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the name of the device, or <see langword="null"/>.</summary>
    public string? Name { get; init => field = GivenText.Of(value); }

    /// <summary>Gets who made it, or <see langword="null"/>.</summary>
    public string? Manufacturer { get; init => field = GivenText.Of(value); }

    /// <summary>Gets its model, or <see langword="null"/>.</summary>
    public string? ModelName { get; init => field = GivenText.Of(value); }

    /// <summary>Gets its serial number, or <see langword="null"/>.</summary>
    public string? SerialNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets where it stands, or <see langword="null"/>.</summary>
    public string? PhysicalLocation { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what the device did in this procedure (CID 7445), or <see langword="null"/>.</summary>
    public CodedConcept? RoleInProcedure { get; init; }

    /// <summary>Returns the name, else the model or the identifier.</summary>
    public override string ToString() => Name ?? ModelName ?? Uid ?? "device";
}
