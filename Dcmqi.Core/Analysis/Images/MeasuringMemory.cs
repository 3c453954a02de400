namespace Dcmqi.Analysis.Images;

/// <summary>How much of an image that is read slice by slice is held while it is measured.</summary>
/// <param name="StepBytes">Slices that are measured at a time: few enough that they take little beside what a segmentation takes, enough that all threads have segments to work on in them.</param>
/// <param name="GatheredBytes">Values of segments at once, unless one segment alone has more.</param>
internal sealed record MeasuringMemory(long StepBytes = 12 << 20, long GatheredBytes = 48 << 20);
