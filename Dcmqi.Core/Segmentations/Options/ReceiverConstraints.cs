namespace Dcmqi;

/// <summary>What of the storage of a segmentation is settled, whoever receives it; the rest is chosen.</summary>
public sealed record ReceiverConstraints
{
    /// <summary>Gets the encoding. Default (<see langword="null"/>): it is chosen.</summary>
    public SegmentationEncoding? Encoding { get; init; }

    /// <summary>Gets the compression. Default (<see langword="null"/>): it is chosen.</summary>
    public PixelCompression? Compression { get; init; }

    /// <summary>Gets how a label map gives its colours. Default: <see cref="LabelMapColorModel.Monochrome2"/>.</summary>
    public LabelMapColorModel LabelMapColorModel { get; init; } = LabelMapColorModel.Monochrome2;

    /// <summary>Gives what is settled in one line, such as <c>ReceiverConstraints: encoding LabelMap, compression chosen</c>.</summary>
    public override string ToString() =>
        $"ReceiverConstraints: encoding {Encoding?.ToString() ?? "chosen"}, compression {Compression?.ToString() ?? "chosen"}{(LabelMapColorModel == LabelMapColorModel.PaletteColor ? ", palette" : "")}";
}
