using Dcmqi.Terminology;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Leaves out of the layers of a <c>.seg.nrrd</c> file what lies outside the extents of their segments, as they are read.</summary>
/// <param name="extents">For each layer what its voxels lie in; <see langword="null"/> for the whole image.</param>
/// <param name="size">The size of the image.</param>
internal sealed class SegNrrdCut(IReadOnlyList<SegNrrdExtent?> extents, VolumeSize size) : SliceChange
{
    /// <summary>How many voxels were left out.</summary>
    public long Dropped { get; private set; }

    public override void Apply<T>(int component, int z, Span<T> values)
    {
        if (extents[component] is { } extent)
            Dropped += extent.Cut(values, size, z);
    }
}
