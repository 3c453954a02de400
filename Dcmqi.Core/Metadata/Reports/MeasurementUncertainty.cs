using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>The uncertainty of a measurement (PS3.16 TID 310): the true value lies between value minus <see cref="Lower"/> and value plus <see cref="Upper"/>.</summary>
public sealed record MeasurementUncertainty
{
    /// <summary>Gets the range below the value (Range of lower measurement uncertainty), in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public double? Lower { get; init; }

    /// <summary>Gets the range above the value (Range of upper measurement uncertainty), in <see cref="Unit"/>, or <see langword="null"/>.</summary>
    public double? Upper { get; init; }

    /// <summary>Gets the unit of the two, or <see langword="null"/> for the unit of the measurement.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Returns the range.</summary>
    public override string ToString() => $"-{MeasurementText.Of(Lower ?? 0, null, null)} +{MeasurementText.Of(Upper ?? 0, Unit, null)}";
}
