using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    /// <summary>Adds a label map from a file: voxel value 0 is background, any other the label of a segment.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    public SegmentationBuilder AddLabelMap(string path, CancellationToken cancellationToken = default) =>
        AddLabelMap(Read(path), Path.GetFileName(path), cancellationToken);

    /// <summary>Adds a label map: voxel value 0 is background, any other the label of a segment.</summary>
    /// <param name="volume">Integers of any type, or real numbers that are all whole; x fastest. Several values per voxel are as many label maps, each with an inner list of the metadata to itself, but those along time are points in time of one (see <see cref="TimeAxis"/>). The volume is not kept: later changes to it do no harm.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddLabelMap(Volume volume, string? name = null, CancellationToken cancellationToken = default) =>
        Add(volume, name, interpolates: false, (onGrid, component, layerName, order) => LabelLayer.Of(onGrid, component, layerName, order, cancellationToken), cancellationToken);

    /// <summary>Adds the mask of one segment from a file: every voxel that is not 0 belongs to it.</summary>
    /// <inheritdoc cref="AddLabelMap(string, CancellationToken)"/>
    public SegmentationBuilder AddMask(string path, CancellationToken cancellationToken = default) =>
        AddMask(Read(path), Path.GetFileName(path), cancellationToken);

    /// <summary>Adds the mask of one segment: every voxel that is not 0 belongs to it. Its inner list in the metadata has one entry.</summary>
    /// <param name="volume">Voxels of any type; several values per voxel are as many masks, but those along time are points in time of one (see <see cref="TimeAxis"/>). The volume is not kept.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddMask(Volume volume, string? name = null, CancellationToken cancellationToken = default) =>
        Add(volume, name, interpolates: false, (onGrid, component, layerName, order) => LabelLayer.OfMask(onGrid, component, layerName, order, cancellationToken), cancellationToken);

    /// <summary>Adds the fractions of one segment from a file, for <see cref="SegmentationEncoding.Fractional"/>.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public SegmentationBuilder AddFractions(string path, double maximum = 1, CancellationToken cancellationToken = default) =>
        AddFractions(Read(path), maximum, Path.GetFileName(path), cancellationToken);

    /// <summary>Adds the fractions of one segment, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry.</summary>
    /// <param name="volume">Values from 0 to <paramref name="maximum"/>, of any type; several values per voxel are as many segments, but those along time are points in time of one (see <see cref="TimeAxis"/>). The volume is not kept.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public SegmentationBuilder AddFractions(Volume volume, double maximum = 1, string? name = null, CancellationToken cancellationToken = default)
    {
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The voxel value that means 1 must be above 0.");
        return Add(volume, name, interpolates: true, (onGrid, component, layerName, order) =>
            FractionScanner.Scan(onGrid, component, layerName, order, maximum, MaximumFractionalValue, cancellationToken), cancellationToken);
    }

    private static Volume Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VolumeFile.Read(path);
    }
}
