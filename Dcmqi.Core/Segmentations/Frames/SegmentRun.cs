namespace Dcmqi.Segmentations;

/// <summary>Neighbouring pixels of one segment in a frame.</summary>
/// <param name="Start">Pixel index from 0: row * columns + column.</param>
/// <param name="Length">Pixels, at least 1.</param>
/// <param name="Number">Segment Number.</param>
internal readonly record struct SegmentRun(int Start, int Length, int Number);
