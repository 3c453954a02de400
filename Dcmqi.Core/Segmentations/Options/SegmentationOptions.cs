using Dcmqi.Segmentations;

namespace Dcmqi;

/// <summary>Options of storing a segmentation: its encoding and what belongs to it. Building, converting and merging take the same record, with the same defaults.</summary>
/// <example>
/// <code>new SegmentationBuilder(ct, metadata) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }</code>
/// </example>
public sealed record SegmentationOptions
{
    // One byte for each pixel (PS3.3 C.8.20.2.3): all of its steps.
    private const int LargestFractionalValue = byte.MaxValue;

    /// <summary>Gets how the voxels are held. Default: <see cref="SegmentationEncoding.Binary"/>, which every receiver reads.</summary>
    public SegmentationEncoding Encoding { get; init; } = SegmentationEncoding.Binary;

    /// <summary>Gets the bits of a label map's pixels. Default: <see cref="LabelMapBitDepth.Smallest"/>, as few as hold the highest Segment Number.</summary>
    public LabelMapBitDepth LabelMapBitDepth { get; init; } = LabelMapBitDepth.Smallest;

    /// <summary>Gets how a label map gives its colours. Default: <see cref="LabelMapColorModel.Monochrome2"/>, with a colour for each segment.</summary>
    public LabelMapColorModel LabelMapColorModel { get; init; } = LabelMapColorModel.Monochrome2;

    /// <summary>Gets what the fractions of a fractional segmentation mean (Segmentation Fractional Type (0062,0010)). Default (<see langword="null"/>): what the fractions that are converted mean, else <see cref="FractionalType.Probability"/>.</summary>
    public FractionalType? FractionalType { get; init; }

    /// <summary>Gets the stored value that means 1 in a fractional segmentation (Maximum Fractional Value (0062,000E)), from 1 to 255; fractions are rounded to the nearest of its steps. Default (<see langword="null"/>): that of the fractions that are converted, else 255.</summary>
    public int? MaximumFractionalValue { get; init; }

    /// <summary>Gets what becomes of frames without a pixel of their segment. Default: <see cref="EmptyContent.Omit"/>.</summary>
    public EmptyContent EmptyFrames { get; init; } = EmptyContent.Omit;

    /// <summary>Gets what becomes of an object that takes more than 4 GB uncompressed. Default: <see cref="LargeObjects.Allow"/>, since it can be saved compressed frame by frame or as a concatenation.</summary>
    public LargeObjects LargeObjects { get; init; } = LargeObjects.Allow;

    /// <summary>What the fractions mean where nothing that is converted says it.</summary>
    internal FractionalType FractionalTypeOrDefault => FractionalType ?? Dcmqi.FractionalType.Probability;

    /// <summary>The stored value of 1 where nothing that is converted says it.</summary>
    internal int MaximumFractionalValueOrDefault => MaximumFractionalValue ?? LargestFractionalValue;

    /// <summary>Returns the options with which a receiver shows segmentations of any size right whose segments do not overlap. <see cref="Segmentation.ChooseFor"/> knows more of a segmentation, and says why.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such receiver.</exception>
    public static SegmentationOptions For(Receiver receiver)
    {
        CheckReceiver(receiver);
        return new ReceiverChooser(receiver, new ReceiverConstraints()).Choose(isFractional: false, hasWholeBytes: false, overlaps: false).Options;
    }

    /// <summary>Gets encoding and what belongs to it, such as <c>SegmentationOptions: Binary, large objects allowed</c>.</summary>
    public override string ToString()
    {
        string details = Encoding switch
        {
            SegmentationEncoding.LabelMap => $", {LabelMapColorModel}, bit depth {LabelMapBitDepth}",
            SegmentationEncoding.Fractional => string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {FractionalTypeOrDefault}, 1 stored as {MaximumFractionalValueOrDefault}"),
            _ => "",
        };
        return $"SegmentationOptions: {Encoding}{details}, {(EmptyFrames == EmptyContent.Keep ? "empty frames kept, " : "")}large objects {(LargeObjects == LargeObjects.Allow ? "allowed" : "refused")}";
    }

    internal static void CheckReceiver(Receiver receiver)
    {
        if (!Enum.IsDefined(receiver))
            throw new ArgumentOutOfRangeException(nameof(receiver), receiver, "The receiver is one of those that Receiver names.");
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    internal void Check()
    {
        if (!Enum.IsDefined(Encoding))
            throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "The encoding is Binary, LabelMap or Fractional.");
        if (MaximumFractionalValue is < 1 or > LargestFractionalValue)
            throw new ArgumentOutOfRangeException(nameof(MaximumFractionalValue), MaximumFractionalValue, "The value that means 1 is from 1 to 255 (PS3.3 C.8.20.2.3).");
    }
}
