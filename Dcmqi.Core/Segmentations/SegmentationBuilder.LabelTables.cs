using Dcmqi.Metadata;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    /// <summary>Adds a label map from a file, whose labels a table says the meaning of.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file. Labels that it does not name keep the segmentation from being built.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <inheritdoc cref="AddLabelMap(string, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SegmentationBuilder AddLabelMap(string path, LabelTable preset, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        _inputs.Warnings.AddRange(preset.Warnings);
        return Add(path, DescribedBy(preset), ScanTarget.Labels, progress, cancellationToken);
    }

    /// <summary>Adds a label map, whose labels a table says the meaning of.</summary>
    /// <param name="volume">Integers of any type, or real numbers that are all whole; x fastest; one value per voxel, or points in time. The volume is not kept.</param>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file. Labels that it does not name keep the segmentation from being built.</param>
    /// <param name="name">What messages call it. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddLabelMap(Volume volume, LabelTable preset, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        _inputs.Warnings.AddRange(preset.Warnings);
        return Add(volume, DescribedBy(preset), name, ScanTarget.Labels, progress, cancellationToken);
    }

    private Func<LabelLayer, IReadOnlyList<SegmentAttributes>> DescribedBy(LabelTable preset) => layer => LabelDescriptions.Of(preset, layer.VoxelCounts, layer.Name, _inputs.Warnings);
}
