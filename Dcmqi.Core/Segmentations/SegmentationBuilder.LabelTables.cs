using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    /// <summary>Adds a label map from a file, whose labels a table says the meaning of.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file. Labels that it does not name keep the segmentation from being built.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ConversionException">The table names no label that the volume holds.</exception>
    /// <inheritdoc cref="AddLabelMap(string, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SegmentationBuilder AddLabelMap(string path, LabelTable preset, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        _inputs.Warnings.AddRange(preset.Warnings);
        return Add(path, layer => _inputs.Describe(preset, layer), ScanTarget.Labels, progress, cancellationToken);
    }

    /// <summary>Adds a label map, whose labels a table says the meaning of.</summary>
    /// <param name="volume">Integers of any type, or real numbers that are all whole; x fastest; one value per voxel, or points in time. The volume is not kept.</param>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file. Labels that it does not name keep the segmentation from being built.</param>
    /// <param name="name">What messages call it. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The table names no label that the volume holds.</exception>
    public SegmentationBuilder AddLabelMap(Volume volume, LabelTable preset, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        _inputs.Warnings.AddRange(preset.Warnings);
        return Add(volume, layer => _inputs.Describe(preset, layer), name, ScanTarget.Labels, progress, cancellationToken);
    }
}
