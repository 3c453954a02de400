namespace Dcmqi;

/// <summary>Options of writing an object to a file or stream.</summary>
public sealed record SaveOptions
{
    /// <summary>Gets how the object or its pixels are compressed. Default: not at all, which every receiver takes. A report has no pixels: it can be <see cref="PixelCompression.Deflated"/>.</summary>
    public PixelCompression Compression { get; init; } = PixelCompression.None;

    /// <summary>Gets whether a file outlives a loss of power from the moment on that saving returns: file and folder are flushed to the disk (fsync), which takes longer. A stream is the caller's to flush. Default: <see langword="false"/>.</summary>
    public bool Durable { get; init; }

    internal static SaveOptions Default { get; } = new();

    /// <summary>Returns the options in one line.</summary>
    public override string ToString() => $"SaveOptions: {(Compression == PixelCompression.None ? "no compression" : Compression)}{(Durable ? ", durable" : "")}";
}
