namespace Dcmqi;

/// <summary>The type of the stored pixels of a parametric map (PS3.3 C.8.32.2).</summary>
public enum ParametricMapPixelType
{
    /// <summary>Real numbers of 32 bits: Float Pixel Data (7FE0,0008).</summary>
    Float,

    /// <summary>Real numbers of 64 bits: Double Float Pixel Data (7FE0,0009).</summary>
    Double,

    /// <summary>Whole numbers from 0 to 65535: Pixel Data (7FE0,0010) of 16 bits. Real-world values follow from them by slope and intercept.</summary>
    UInt16,

    /// <summary>Whole numbers from 0 to 255: Pixel Data (7FE0,0010) of 8 bits. Small, but PS3.3 C.8.32.2 has 16 bits only; highdicom writes and reads such maps.</summary>
    UInt8,
}
