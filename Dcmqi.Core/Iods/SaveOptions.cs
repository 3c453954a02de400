namespace Dcmqi;

/// <summary>How an object is written to a file or stream.</summary>
public sealed record SaveOptions
{
    /// <summary>How the object or its pixels are compressed. Default: not at all, which every receiver takes. A report has no pixels: it can be <see cref="PixelCompression.Deflated"/>.</summary>
    public PixelCompression Compression { get; init; } = PixelCompression.None;

    internal static SaveOptions Default { get; } = new();
}
