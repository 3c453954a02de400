namespace Dcmqi.Iods;

/// <summary>Frames of an object that stand one after the other.</summary>
/// <param name="First">From 0.</param>
/// <param name="Count">At least 1.</param>
/// <param name="IsPart">Whether the object has others.</param>
internal readonly record struct FrameRange(int First, int Count, bool IsPart);
