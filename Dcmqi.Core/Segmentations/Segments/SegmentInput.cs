namespace Dcmqi.Segmentations;

/// <summary>A volume that a builder was given, as runs.</summary>
/// <param name="Layer">Its labels.</param>
/// <param name="Segments">What the labels mean, where that was given with the volume; <see langword="null"/> where the metadata says it.</param>
internal sealed record SegmentInput(LabelLayer Layer, IReadOnlyList<SegmentAttributes>? Segments);
