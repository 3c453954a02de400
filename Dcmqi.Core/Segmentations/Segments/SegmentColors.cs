using Dcmqi.Terminology;

namespace Dcmqi.Segmentations;

/// <summary>Colours for segments to which the metadata gives none.</summary>
internal static class SegmentColors
{
    // dcmqi's colour for what has none.
    private static readonly RgbColor Unknown = new(0x80, 0xAE, 0x80);

    /// <summary>The colour recommended for a segment's type and first modifier, else for its type, else dcmqi's green.</summary>
    public static RgbColor For(SegmentAttributes attributes) =>
        RecommendedColors.Find(attributes.SegmentedPropertyType, attributes.SegmentedPropertyTypeModifiers.FirstOrDefault()) ?? Unknown;
}
