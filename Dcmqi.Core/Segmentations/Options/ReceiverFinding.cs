namespace Dcmqi.Segmentations;

/// <summary>What was seen of a receiver with a form of segmentation.</summary>
/// <param name="Receiver">The receiver.</param>
/// <param name="Result">What it makes of it.</param>
/// <param name="Text">What was seen, as part of a sentence.</param>
internal sealed record ReceiverFinding(Receiver Receiver, ReceiverResult Result, string Text);
