using System.Text;
using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

/// <summary>Replaces what cannot be decoded by U+FFFD, as Unicode asks.</summary>
internal static class ReplacingEncodings
{
    public static TextEncoding WithReplacement(this TextEncoding encoding)
    {
        TextEncoding copy = (TextEncoding)encoding.Clone();
        copy.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return copy;
    }

    public static TextEncoding OfCodePage(int codePage) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? TextEncoding.GetEncoding(codePage)).WithReplacement();
}
