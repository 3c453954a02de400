using System.Globalization;

namespace Dcmqi;

/// <summary>Options of splitting an object into several smaller instances: a concatenation (PS3.3 C.7.6.16.2.2.4).</summary>
/// <remarks>The parts are still one object: they share a Concatenation UID, and <c>Segmentation.Open</c> joins them.</remarks>
public sealed record Concatenation
{
    // In-concatenation Number is US.
    private const int MostParts = ushort.MaxValue;

    private readonly int? _frames;
    private readonly long? _bytes;

    private Concatenation(int? frames, long? bytes) => (_frames, _bytes) = (frames, bytes);

    /// <summary>Gets where the identifiers of the parts come from. Default: random.</summary>
    public UidGenerator Uids { get; init; } = new();

    /// <summary>Parts of so many frames; the last may have fewer.</summary>
    /// <param name="frames">Frames of a part; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is less than 1.</exception>
    public static Concatenation ByFrames(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        return new Concatenation(frames, null);
    }

    /// <summary>Parts of as many frames as make so many bytes of Pixel Data, uncompressed.</summary>
    /// <param name="bytes">The most bytes of a part, without what is said of its frames; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is less than 1.</exception>
    public static Concatenation ByBytes(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new Concatenation(null, bytes);
    }

    /// <summary>Returns what a part holds, such as <c>Concatenation: parts of 1000 frames</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Concatenation: parts of {_frames ?? _bytes} {(_frames is null ? "bytes" : "frames")}");

    /// <summary>Frames of each part but the last.</summary>
    /// <param name="frameCount">Frames of the whole.</param>
    /// <param name="bitsPerFrame">Bits of one.</param>
    /// <exception cref="ConversionException">A part is too small for one frame, or there are too many parts to be numbered.</exception>
    internal int FramesPerPart(int frameCount, long bitsPerFrame)
    {
        long frames = _frames ?? _bytes!.Value * 8 / bitsPerFrame;
        if (frames == 0)
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"A frame has {(bitsPerFrame + 7) / 8} bytes; parts of {_bytes} bytes cannot hold it."));
        long parts = (frameCount + frames - 1) / frames;
        if (parts > MostParts)
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(frameCount, "frame", "makes", "make")} {Counted.Of(parts, "part")} of {frames}; {MostParts} parts are the most (In-concatenation Number (0020,9162))."));
        return (int)Math.Min(frames, frameCount);
    }
}
