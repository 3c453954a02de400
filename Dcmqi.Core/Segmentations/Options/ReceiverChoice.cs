namespace Dcmqi;

/// <summary>How a segmentation is stored so that a receiver shows it right, and why; made by <see cref="Segmentation.ChooseFor"/>.</summary>
public sealed record ReceiverChoice
{
    /// <summary>Gets the receiver.</summary>
    public required Receiver Receiver { get; init; }

    /// <summary>Gets how the segmentation is stored.</summary>
    public required SegmentationOptions Options { get; init; }

    /// <summary>Gets how the file is compressed.</summary>
    public required PixelCompression Compression { get; init; }

    /// <summary>Gets whether segments that overlap go into several objects (<see cref="Segmentation.SplitWithoutOverlaps"/>), since the receiver shows no object right that holds them together, or the encoding cannot hold them.</summary>
    public bool Splits { get; init; }

    /// <summary>Gets what was chosen, what was seen of the receiver with it, and what with those that were not taken.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets what goes wrong all the same, what the receiver takes with limits only, and what was not tried.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Returns the reason.</summary>
    public override string ToString() => $"ReceiverChoice: {Reason}";
}
