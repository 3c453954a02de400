namespace Dcmqi.Cli;

/// <summary>What the command line calls the encodings.</summary>
internal static class EncodingName
{
    public const string Default = "binary";

    public static string[] Names { get; } = ["binary", "labelmap", "fractional"];

    public static SegmentationEncoding Encoding(string name) => name switch
    {
        "labelmap" => SegmentationEncoding.LabelMap,
        "fractional" => SegmentationEncoding.Fractional,
        _ => SegmentationEncoding.Binary,
    };

    public static string Of(SegmentationEncoding encoding) => Names[(int)encoding];
}
