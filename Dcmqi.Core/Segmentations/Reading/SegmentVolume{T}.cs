using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Segments as a volume that is made while it is written.</summary>
/// <param name="Sliced">The volume.</param>
/// <param name="Warnings">What is to be told of it.</param>
internal sealed record SegmentVolume<T>(SlicedContent<T> Sliced, Func<IReadOnlyList<string>> Warnings) : SegmentVolume(Sliced, Warnings)
    where T : unmanaged;
