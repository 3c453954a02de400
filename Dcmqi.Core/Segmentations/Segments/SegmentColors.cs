namespace Dcmqi.Segmentations;

/// <summary>Colours for segments to which the metadata gives none.</summary>
internal static partial class SegmentColors
{
    // dcmqi's colour for what has none.
    private const uint Unknown = 0x80AE80;

    /// <summary>The colour recommended for a segment's type and first modifier, else for its type, else dcmqi's green.</summary>
    public static RgbColor For(SegmentAttributes attributes)
    {
        string type = $"{attributes.SegmentedPropertyType.Scheme}|{attributes.SegmentedPropertyType.Value}";
        uint? color = attributes.SegmentedPropertyTypeModifiers.Count > 0 ? Find($"{type}|{attributes.SegmentedPropertyTypeModifiers[0].Value}") : null;
        uint rgb = color ?? Find(type) ?? Unknown;
        return new RgbColor((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }

    private static uint? Find(string key)
    {
        int index = Array.BinarySearch(Keys, key, StringComparer.Ordinal);
        return index < 0 ? null : Colors[index];
    }
}
