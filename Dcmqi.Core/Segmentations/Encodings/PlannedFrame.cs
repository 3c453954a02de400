namespace Dcmqi.Segmentations;

/// <summary>A frame to be written.</summary>
/// <param name="Segment">Index of its segment; -1 where a frame holds all segments.</param>
/// <param name="Plane">Index of its plane.</param>
internal readonly record struct PlannedFrame(int Segment, int Plane);
