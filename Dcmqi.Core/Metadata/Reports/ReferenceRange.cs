using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>The range in which a measurement is normal (PS3.16 TID 312).</summary>
public sealed record ReferenceRange
{
    /// <summary>The lower limit, in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper limit, in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public double? Upper { get; init; }

    /// <summary>The unit of the limits, or <see langword="null"/> for the unit of the measurement.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>The range in words, or <see langword="null"/>.</summary>
    public string? Description { get; init => field = GivenText.Of(value); }

    /// <summary>Who says so: a publication or an authority, or <see langword="null"/>.</summary>
    public string? Authority { get; init => field = GivenText.Of(value); }

    /// <summary>The limits.</summary>
    public override string ToString() =>
        $"{MeasurementText.Of(Lower, null, null)} to {MeasurementText.Of(Upper, Unit, null)}".Replace("no value", "..", StringComparison.Ordinal);
}
