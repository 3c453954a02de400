using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>Stored values of pixels outside what was imaged (PS3.3 C.7.5.1.1.2): Pixel Padding Value (0028,0120), or all to Pixel Padding Range Limit (0028,0121).</summary>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
internal sealed record PixelPadding(int Lowest, int Highest)
{
    /// <returns><see langword="null"/> where the header names none.</returns>
    public static PixelPadding? Of(DataSet header)
    {
        if (header.GetInt32(Tags.PixelPaddingValue) is not { } stored)
            return null;
        bool isSigned = header.GetInt32(Tags.PixelRepresentation) == 1;
        int value = Signed(stored, isSigned), limit = Signed(header.GetInt32(Tags.PixelPaddingRangeLimit) ?? stored, isSigned);
        return new PixelPadding(Math.Min(value, limit), Math.Max(value, limit));
    }

    public bool Holds(double stored) => stored >= Lowest && stored <= Highest;

    // US or SS by Pixel Representation; implicit VR and some writers have the other one.
    private static int Signed(int value, bool isSigned) => isSigned ? (short)value : value & 0xFFFF;
}
