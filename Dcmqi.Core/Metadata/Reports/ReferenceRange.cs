using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>The range in which a measurement is normal (PS3.16 TID 312).</summary>
public sealed record ReferenceRange
{
    /// <summary>Gets the lower limit, in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public double? Lower { get; init; }

    /// <summary>Gets the upper limit, in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public double? Upper { get; init; }

    /// <summary>Gets the unit of the limits, or <see langword="null"/> for the unit of the measurement.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Gets the range in words, or <see langword="null"/>.</summary>
    public string? Description { get; init => field = GivenText.Of(value); }

    /// <summary>Gets who says so: a publication or an authority, or <see langword="null"/>.</summary>
    public string? Authority { get; init => field = GivenText.Of(value); }

    /// <summary>Returns the limits.</summary>
    public override string ToString() =>
        $"{MeasurementText.Of(Lower, null, null)} to {MeasurementText.Of(Upper, Unit, null)}".Replace("no value", "..", StringComparison.Ordinal);
}
