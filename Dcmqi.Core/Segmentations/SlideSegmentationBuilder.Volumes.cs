using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class SlideSegmentationBuilder
{
    /// <summary>Adds a label map of a plane, from a file that is read row of tiles by row of tiles, never whole. The metadata say what its labels mean.</summary>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public SlideSegmentationBuilder AddLabelMap(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) => Add(path, ScanTarget.Labels, null, progress, cancellationToken);

    /// <summary>Adds a label map of a plane, from a file that is read row of tiles by row of tiles, never whole, and what its labels mean.</summary>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public SlideSegmentationBuilder AddLabelMap(string path, IReadOnlyList<SegmentAttributes> segments, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Add(path, ScanTarget.Labels, _ => segments, progress, cancellationToken);
    }

    /// <summary>Adds a label map of a plane, from a file that is read row of tiles by row of tiles, never whole, and whose labels a table says the meaning of.</summary>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file. Labels that it does not name keep the segmentation from being built; where it names none of them, they are refused at once.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public SlideSegmentationBuilder AddLabelMap(string path, LabelTable preset, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        _inputs.Warnings.AddRange(preset.Warnings);
        return Add(path, ScanTarget.Labels, layer => _inputs.Describe(preset, layer), progress, cancellationToken);
    }

    /// <summary>Adds a label map of a plane that fits in memory: 0 is background, any other value the label of a segment. The metadata say what its labels mean.</summary>
    /// <param name="volume">Integers from 0 to 65535, of any type of 8 to 64 bits: columns and rows of the level, as slices the focal planes. Only its size counts: pixels are told by column and row, not by places.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The size is not that of the level, or a value is not a label.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddLabelMap(Volume volume, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) => Add(volume, ScanTarget.Labels, null, name, progress, cancellationToken);

    /// <summary>Adds a label map of a plane that fits in memory, and what its labels mean.</summary>
    /// <param name="volume">Integers from 0 to 65535, of any type of 8 to 64 bits: columns and rows of the level, as slices the focal planes.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    public SlideSegmentationBuilder AddLabelMap(Volume volume, IReadOnlyList<SegmentAttributes> segments, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Add(volume, ScanTarget.Labels, _ => segments, name, progress, cancellationToken);
    }

    /// <summary>Adds a label map of a plane that fits in memory, whose labels a table says the meaning of.</summary>
    /// <param name="volume">Integers from 0 to 65535, of any type of 8 to 64 bits: columns and rows of the level, as slices the focal planes.</param>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file. Labels that it does not name keep the segmentation from being built; where it names none of them, they are refused at once.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    public SlideSegmentationBuilder AddLabelMap(Volume volume, LabelTable preset, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        _inputs.Warnings.AddRange(preset.Warnings);
        return Add(volume, ScanTarget.Labels, layer => _inputs.Describe(preset, layer), name, progress, cancellationToken);
    }

    /// <summary>Adds the mask of one segment, from a file that is read row of tiles by row of tiles, never whole, and what it is: every pixel that is not 0 belongs to it.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="ConversionException">The size is not that of the level, or a voxel is not a number.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddMask(string path, SegmentAttributes segment, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(path, ScanTarget.Mask, _ => [segment], progress, cancellationToken);
    }

    /// <summary>Adds the mask of one segment, of a plane that fits in memory, and what it is: every pixel that is not 0 belongs to it.</summary>
    /// <param name="volume">Voxels of any type: columns and rows of the level, as slices the focal planes.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The size is not that of the level, or a voxel is not a number.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddMask(Volume volume, SegmentAttributes segment, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(volume, ScanTarget.Mask, _ => [segment], name, progress, cancellationToken);
    }

    /// <summary>Adds the fractions of one segment, from a file that is read row of tiles by row of tiles, never whole, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddFractions(string path, double maximum = 1, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(path, FractionsTo(maximum), null, progress, cancellationToken);

    /// <summary>Adds the fractions of one segment, of a plane that fits in memory, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry.</summary>
    /// <param name="volume">Values from 0 to <paramref name="maximum"/>, of any type: columns and rows of the level, as slices the focal planes.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddFractions(Volume volume, double maximum = 1, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Add(volume, FractionsTo(maximum), null, name, progress, cancellationToken);

    /// <summary>Adds the fractions of one segment, from a file that is read row of tiles by row of tiles, never whole, and what it is, for <see cref="SegmentationEncoding.Fractional"/>.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddFractions(string path, SegmentAttributes segment, double maximum = 1, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(path, FractionsTo(maximum), _ => [segment], progress, cancellationToken);
    }

    /// <summary>Adds the fractions of one segment, of a plane that fits in memory, and what it is, for <see cref="SegmentationEncoding.Fractional"/>.</summary>
    /// <param name="volume">Values from 0 to <paramref name="maximum"/>, of any type: columns and rows of the level, as slices the focal planes.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddFractions(
        Volume volume, SegmentAttributes segment, double maximum = 1, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(volume, FractionsTo(maximum), _ => [segment], name, progress, cancellationToken);
    }

    private SlideSegmentationBuilder Add(Volume volume, ScanTarget target, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, string? name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        name = NameOr(name ?? Path.GetFileName(volume.Name));
        Grid().CheckSize(volume.Geometry.Size, volume.Components, name, Tiles.Level);
        LabelLayer layer = PlaneTiles.Of(PlaneRows.Of(volume, name, Grid())).Scan(Scanner(name, progress, cancellationToken), target);
        Add(layer, describe?.Invoke(layer));
        _inputs.Warnings.AddRange(volume.Warnings);
        return this;
    }

    // What does not fit the level is not decoded; what is warned of is known when all was read.
    private SlideSegmentationBuilder Add(string path, ScanTarget target, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        string name = Path.GetFileName(path);
        Grid().CheckSize(reader.Geometry.Size, reader.Components, name, Tiles.Level);
        LabelLayer layer = PlaneTiles.Of(PlaneRows.Of(reader, Grid())).Scan(Scanner(name, progress, cancellationToken), target);
        Add(layer, describe?.Invoke(layer));
        _inputs.Warnings.AddRange(reader.Warnings);
        return this;
    }

    private ScanTarget FractionsTo(double maximum) => maximum > 0 && double.IsFinite(maximum)
        ? ScanTarget.Fractions(maximum, Options.MaximumFractionalValueOrDefault)
        : throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The voxel value that means 1 must be above 0.");
}
