using Dcmqi.Metadata;

namespace Dcmqi.Analysis;

/// <summary>What a feature is called and how it is coded.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Family">The family that it is measured with.</param>
/// <param name="Title">Its name for tables.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Concept">What it is: for shapes the name of the measurement, for values of the image IBSI's definition, by which the derivation was made.</param>
/// <param name="Derivation">For values of the image, how they come from the quantity in the image (CID 7464), or <see langword="null"/> where <paramref name="Concept"/> says it.</param>
/// <param name="Method">How it was measured, where <paramref name="Concept"/> leaves that open.</param>
internal sealed record FeatureDefinition(
    SegmentFeature Feature, FeatureFamily Family, string Title, FeatureUnit Unit, CodedConcept Concept, CodedConcept? Derivation = null, CodedConcept? Method = null)
{
    /// <summary>Whether it is a value of the quantity in the image, such as its mean, and so is named by that quantity.</summary>
    public bool IsOfQuantity => Derivation is not null;
}
