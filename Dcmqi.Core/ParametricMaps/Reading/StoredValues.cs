using Dcmqi.Dicom.PixelData;

namespace Dcmqi.ParametricMaps;

/// <summary>Stored values as numbers of .NET.</summary>
internal static class StoredValues
{
    /// <summary>A stored whole number, from Bits Stored and Pixel Representation (PS3.5 8.1.1).</summary>
    public static double WholeOf(FrameFormat format, uint bits)
    {
        int unused = 32 - format.BitsStored;
        return format.IsSigned ? (int)(bits << unused) >> unused : bits << unused >> unused;
    }

    /// <summary>The type that holds the stored values.</summary>
    public static Type TypeOf(FrameFormat format, bool isReal) => (isReal, format.BitsAllocated, format.IsSigned) switch
    {
        (true, 32, _) => typeof(float),
        (true, _, _) => typeof(double),
        (_, 8, false) => typeof(byte),
        (_, 8, true) => typeof(sbyte),
        (_, 16, false) => typeof(ushort),
        (_, 16, true) => typeof(short),
        (_, _, false) => typeof(uint),
        _ => typeof(int),
    };
}
