using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    /// <summary>Adds a label map from a file: voxel value 0 is background, any other the label of a segment. The metadata say what its labels mean.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    public SegmentationBuilder AddLabelMap(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(path, null, ScanTarget.Labels, progress, cancellationToken);

    /// <summary>Adds a label map from a file, and what its labels mean.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="AddLabelMap(string, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SegmentationBuilder AddLabelMap(string path, IReadOnlyList<SegmentAttributes> segments, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Add(path, _ => segments, ScanTarget.Labels, progress, cancellationToken);
    }

    /// <summary>Adds a label map: voxel value 0 is background, any other the label of a segment. The metadata say what its labels mean.</summary>
    /// <param name="volume">Integers of any type, or real numbers that are all whole; x fastest. Several values per voxel are as many label maps, each with an inner list of the metadata to itself, but those along time are points in time of one (see <see cref="TimeAxis"/>). The volume is not kept: later changes to it do no harm.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddLabelMap(Volume volume, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(volume, null, name, ScanTarget.Labels, progress, cancellationToken);

    /// <summary>Adds a label map, and what its labels mean.</summary>
    /// <param name="volume">Integers of any type, or real numbers that are all whole; x fastest; one value per voxel, or points in time. The volume is not kept.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The volume has several values per voxel.</exception>
    public SegmentationBuilder AddLabelMap(Volume volume, IReadOnlyList<SegmentAttributes> segments, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Add(volume, _ => segments, name, ScanTarget.Labels, progress, cancellationToken);
    }

    /// <summary>Adds the mask of one segment from a file: every voxel that is not 0 belongs to it. The metadata say what it is.</summary>
    /// <inheritdoc cref="AddLabelMap(string, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SegmentationBuilder AddMask(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(path, null, ScanTarget.Mask, progress, cancellationToken);

    /// <summary>Adds the mask of one segment from a file, and what it is.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="AddLabelMap(string, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SegmentationBuilder AddMask(string path, SegmentAttributes segment, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(path, _ => [segment], ScanTarget.Mask, progress, cancellationToken);
    }

    /// <summary>Adds the mask of one segment: every voxel that is not 0 belongs to it. Its inner list in the metadata has one entry.</summary>
    /// <param name="volume">Voxels of any type; several values per voxel are as many masks, but those along time are points in time of one (see <see cref="TimeAxis"/>). The volume is not kept.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddMask(Volume volume, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(volume, null, name, ScanTarget.Mask, progress, cancellationToken);

    /// <summary>Adds the mask of one segment, and what it is.</summary>
    /// <param name="volume">Voxels of any type; one value per voxel, or points in time. The volume is not kept.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The volume has several values per voxel.</exception>
    public SegmentationBuilder AddMask(Volume volume, SegmentAttributes segment, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(volume, _ => [segment], name, ScanTarget.Mask, progress, cancellationToken);
    }

    /// <summary>Adds the fractions of one segment from a file, for <see cref="SegmentationEncoding.Fractional"/>. The metadata say what it is.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public SegmentationBuilder AddFractions(string path, double maximum = 1, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(path, null, FractionsTo(maximum), progress, cancellationToken);

    /// <summary>Adds the fractions of one segment from a file, and what it is, for <see cref="SegmentationEncoding.Fractional"/>.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="AddFractions(string, double, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SegmentationBuilder AddFractions(string path, SegmentAttributes segment, double maximum = 1, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(path, _ => [segment], FractionsTo(maximum), progress, cancellationToken);
    }

    /// <summary>Adds the fractions of one segment, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry.</summary>
    /// <param name="volume">Values from 0 to <paramref name="maximum"/>, of any type; several values per voxel are as many segments, but those along time are points in time of one (see <see cref="TimeAxis"/>). The volume is not kept.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public SegmentationBuilder AddFractions(Volume volume, double maximum = 1, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(volume, null, name, FractionsTo(maximum), progress, cancellationToken);

    /// <summary>Adds the fractions of one segment, and what it is, for <see cref="SegmentationEncoding.Fractional"/>.</summary>
    /// <param name="volume">Values from 0 to <paramref name="maximum"/>, of any type; one value per voxel, or points in time. The volume is not kept.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The volume has several values per voxel.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public SegmentationBuilder AddFractions(
        Volume volume, SegmentAttributes segment, double maximum = 1, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(volume, _ => [segment], name, FractionsTo(maximum), progress, cancellationToken);
    }

    /// <summary>Adds a segment whose runs are known already.</summary>
    internal void AddLayer(LabelLayer layer, SegmentAttributes segment)
    {
        _inputs.Add(layer, [segment]);
        _frameInputs += _ofFrames is null ? 0 : 1;
    }

    /// <summary>Adds what was tolerated before, to be told with what is built.</summary>
    internal SegmentationBuilder WithWarnings(IEnumerable<string> warnings)
    {
        _inputs.Warnings.AddRange(warnings);
        return this;
    }

    private ScanTarget FractionsTo(double maximum)
    {
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The voxel value that means 1 must be above 0.");
        Options.Check();
        return ScanTarget.Fractions(maximum, Options.MaximumFractionalValueOrDefault);
    }
}
