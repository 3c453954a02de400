using Dcmqi.Dicom;
using Dcmqi.Dicom.Encoding;

namespace Dcmqi;

/// <summary>Options of opening DICOM files: decoders, and limits on size and memory.</summary>
/// <remarks>A file of a few bytes can claim to be anything. What is beyond a limit is refused before memory is spent on it; the message names the limit.</remarks>
public sealed record OpenOptions
{
    /// <summary>Gets the decoders for transfer syntaxes that this library has no codec for; the first that knows a syntax is taken. Default: none.</summary>
    public IReadOnlyList<IFrameDecoder> Decoders { get; init; } = [];

    /// <summary>Gets the most bytes that a file or stream may have. Default: no limit.</summary>
    public long MaximumBytes { get; init => field = AtLeastOne(value, nameof(MaximumBytes)); } = long.MaxValue;

    /// <summary>Gets the most bytes that a deflated data set (PS3.5 A.5) may inflate to. Where only headers are wanted, no more than these are inflated. Default: 1 GiB.</summary>
    public long MaximumInflatedBytes { get; init => field = AtLeastOne(value, nameof(MaximumInflatedBytes)); } = 1L << 30;

    /// <summary>Gets the most frames that an object may have (Number of Frames (0028,0008)). Default: 1,000,000.</summary>
    public int MaximumFrames { get; init => field = (int)AtLeastOne(value, nameof(MaximumFrames)); } = 1_000_000;

    internal static OpenOptions Default { get; } = new();

    /// <summary>The limit of a file or stream of that name.</summary>
    internal ByteLimit LimitOf(string name) => new(MaximumBytes, name, $"{nameof(OpenOptions)}.{nameof(MaximumBytes)}");

    /// <summary>The limit of a data set that is inflated.</summary>
    internal ByteLimit LimitOfInflating(string name) => new(MaximumInflatedBytes, name, $"{nameof(OpenOptions)}.{nameof(MaximumInflatedBytes)}");

    /// <summary>Returns the decoders and the limits in one line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"OpenOptions: {Decoders.Count} decoder{(Decoders.Count == 1 ? "" : "s")}, up to {(MaximumBytes == long.MaxValue ? "any number of" : MaximumBytes)} bytes, {MaximumInflatedBytes} inflated, {MaximumFrames} frames");

    /// <summary>Refuses an object of more frames than may be.</summary>
    /// <param name="header">Its data set.</param>
    /// <param name="prefix">What the message begins with: the file.</param>
    /// <exception cref="NotSupportedException">It has more.</exception>
    internal void CheckFrames(DataSet header, string prefix = "")
    {
        if (header.GetInt64(Tags.NumberOfFrames) is { } frames && frames > MaximumFrames)
            throw new NotSupportedException($"{prefix}{Tags.NumberOfFrames.Describe()} is {frames}; {MaximumFrames} are the most that {nameof(OpenOptions)}.{nameof(MaximumFrames)} allows.");
    }

    private static long AtLeastOne(long value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
