namespace Dcmqi.Segmentations;

/// <summary>An input and what its labels mean.</summary>
/// <param name="Layer">Its labels.</param>
/// <param name="Segments">What they mean.</param>
/// <param name="Place">Where that is said, for messages, such as <c>/segmentAttributes/0</c>.</param>
internal sealed record DescribedLayer(LabelLayer Layer, IReadOnlyList<SegmentAttributes> Segments, string Place);
