using System.Globalization;

namespace Dcmqi.Terminology;

/// <summary>The colours that segments of one kind are shown in: those recommended with the terms of DICOM and of 3D Slicer.</summary>
internal static partial class RecommendedColors
{
    /// <summary>The colour recommended for a type and its modifier, else for the type, or <see langword="null"/>.</summary>
    public static RgbColor? Find(CodedConcept type, CodedConcept? modifier)
    {
        string key = $"{type.Scheme}|{type.Value}";
        ReadOnlySpan<byte> rgb = modifier is null ? default : SortedRows.Find(Rows, $"{key}|{modifier.Value}");
        if (rgb.IsEmpty)
            rgb = SortedRows.Find(Rows, key);
        return rgb.IsEmpty ? null : new RgbColor(Channel(rgb[..2]), Channel(rgb[2..4]), Channel(rgb[4..]));

        static byte Channel(ReadOnlySpan<byte> digits) => byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
