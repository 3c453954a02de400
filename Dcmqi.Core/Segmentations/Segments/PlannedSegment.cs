namespace Dcmqi.Segmentations;

/// <summary>A segment to be written: its number, what is known of it, and where its voxels are.</summary>
/// <param name="Number">Segment Number, from 1.</param>
/// <param name="Attributes">Its metadata.</param>
/// <param name="Layer">Index of the label map that holds it.</param>
/// <param name="Label">Its label in that map.</param>
internal sealed record PlannedSegment(int Number, SegmentAttributes Attributes, int Layer, long Label);
