namespace Dcmqi.Segmentations;

/// <summary>Neighbouring pixels of one label in a slice, in row order; a run may go on into the next row.</summary>
/// <param name="Start">Pixel index from 0: row * columns + column.</param>
/// <param name="Length">Pixels, at least 1.</param>
internal readonly record struct LabelRun(int Start, int Length);
