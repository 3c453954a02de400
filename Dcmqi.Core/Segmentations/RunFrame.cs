namespace Dcmqi.Segmentations;

/// <summary>A frame to be written: the runs of one segment in one slice.</summary>
/// <param name="SegmentNumber">Segment Number, from 1.</param>
/// <param name="Slice">Slice of the volume, from 0.</param>
/// <param name="Runs">The pixels set; none in an empty frame.</param>
internal readonly record struct RunFrame(int SegmentNumber, int Slice, ReadOnlyMemory<LabelRun> Runs);
