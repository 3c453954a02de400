namespace Dcmqi.Cli;

/// <summary>What the command line calls the pixel types of parametric maps.</summary>
internal static class PixelTypeName
{
    // dcmqi writes no other, and reads no other.
    public const string Default = "float";

    public static string[] Names { get; } = ["float", "double", "uint16", "uint8"];

    public static ParametricMapPixelType PixelType(string name) => name switch
    {
        "double" => ParametricMapPixelType.Double,
        "uint16" => ParametricMapPixelType.UInt16,
        "uint8" => ParametricMapPixelType.UInt8,
        _ => ParametricMapPixelType.Float,
    };

    /// <summary>Refuses what cannot be written before work is begun.</summary>
    public static void CheckGoesWith(ParametricMapPixelType type, PixelCompression compression)
    {
        if (type is ParametricMapPixelType.Float or ParametricMapPixelType.Double && compression is not (PixelCompression.None or PixelCompression.Deflated))
            throw new UsageException("--compress rle, jpegls and deflated-frame are for whole numbers (PS3.5 8.2): take --pixelType uint16, or --compress deflate.");
    }
}
