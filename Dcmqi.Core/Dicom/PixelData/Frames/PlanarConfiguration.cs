namespace Dcmqi;

/// <summary>The order of the samples of colour pixels: Planar Configuration (0028,0006), PS3.3 C.7.6.3.1.3.</summary>
public enum PlanarConfiguration
{
    /// <summary>All samples of the first pixel, then all of the second (<c>R1 G1 B1 R2 G2 B2</c>). Also what pixels of one sample have.</summary>
    ColorByPixel = 0,

    /// <summary>The first sample of all pixels, then the second of all (<c>R1 R2 G1 G2 B1 B2</c>).</summary>
    ColorByPlane = 1,
}
