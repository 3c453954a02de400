using System.Globalization;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SlideSegmentationBuilder
{
    /// <summary>Adds a label map of a plane that fits in memory, from a file. The metadata say what its labels mean.</summary>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public SlideSegmentationBuilder AddLabelMap(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) => AddLabels(Read(path, progress, cancellationToken), null, null, progress, cancellationToken);

    /// <summary>Adds a label map of a plane that fits in memory, from a file, and what its labels mean.</summary>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, IProgress{ConversionProgress}, CancellationToken)"/>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public SlideSegmentationBuilder AddLabelMap(string path, IReadOnlyList<SegmentAttributes> segments, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return AddLabels(Read(path, progress, cancellationToken), segments, null, progress, cancellationToken);
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
    public SlideSegmentationBuilder AddLabelMap(Volume volume, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) => AddLabels(volume, null, name, progress, cancellationToken);

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
        return AddLabels(volume, segments, name, progress, cancellationToken);
    }

    /// <summary>Adds the mask of one segment, of a plane that fits in memory, from a file, and what it is: every pixel that is not 0 belongs to it.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddMask(string path, SegmentAttributes segment, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        AddMask(Read(path, progress, cancellationToken), segment, null, progress, cancellationToken);

    /// <summary>Adds the mask of one segment, of a plane that fits in memory, and what it is: every pixel that is not 0 belongs to it.</summary>
    /// <param name="volume">Voxels of any type: columns and rows of the level, as slices the focal planes.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddMask(Volume volume, SegmentAttributes segment, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        (PlaneTiles tiles, TileScanner scanner) = Plane(volume, ref name, progress, cancellationToken);
        return Add(scanner.Mask(tiles.FillMask), [segment]);
    }

    /// <summary>Adds the fractions of one segment, of a plane that fits in memory, from a file, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry.</summary>
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
        AddFractions(Read(path, progress, cancellationToken), (IReadOnlyList<SegmentAttributes>?)null, maximum, null, progress, cancellationToken);

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
        AddFractions(volume, (IReadOnlyList<SegmentAttributes>?)null, maximum, name, progress, cancellationToken);

    /// <summary>Adds the fractions of one segment, of a plane that fits in memory, from a file, and what it is, for <see cref="SegmentationEncoding.Fractional"/>.</summary>
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
    public SlideSegmentationBuilder AddFractions(string path, SegmentAttributes segment, double maximum = 1, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        AddFractions(Read(path, progress, cancellationToken), segment, maximum, null, progress, cancellationToken);

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
        return AddFractions(volume, (IReadOnlyList<SegmentAttributes>)[segment], maximum, name, progress, cancellationToken);
    }

    private SlideSegmentationBuilder AddFractions(Volume volume, IReadOnlyList<SegmentAttributes>? segments, double maximum, string? name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The voxel value that means 1 must be above 0.");
        (PlaneTiles tiles, TileScanner scanner) = Plane(volume, ref name, progress, cancellationToken);
        return Add(scanner.Fractions((tile, fractions) => tiles.FillFractions(tile, fractions, maximum), Options.MaximumFractionalValueOrDefault), segments);
    }

    private SlideSegmentationBuilder AddLabels(Volume volume, IReadOnlyList<SegmentAttributes>? segments, string? name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        (PlaneTiles tiles, TileScanner scanner) = Plane(volume, ref name, progress, cancellationToken);
        LabelLayer whole = LabelLayer.Of(volume, 0, name, GridOrder.Identity, null, cancellationToken);
        if (whole.Fault is { } fault)
            throw new ConversionException(fault);
        foreach (long label in whole.VoxelCounts.Keys.Where(label => label is < 0 or > ushort.MaxValue))
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"'{name}' holds the value {label}; labels are from 0 to {ushort.MaxValue}."));
        return Add(scanner.Labels(tiles.FillLabels), segments);
    }

    private (PlaneTiles Tiles, TileScanner Scanner) Plane(Volume volume, [System.Diagnostics.CodeAnalysis.NotNull] ref string? name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        name = NameOr(name ?? Path.GetFileName(volume.Name));
        var tiles = PlaneTiles.Of(volume, name, Grid(), Tiles.Level);
        _inputs.Warnings.AddRange(volume.Warnings);
        return (tiles, Scanner(name, progress, cancellationToken));
    }

    private static Volume Read(string path, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VolumeFile.Read(path, null, progress, cancellationToken);
    }
}
