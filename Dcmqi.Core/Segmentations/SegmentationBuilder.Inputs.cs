using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

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
    /// <param name="volume">Integers of any type, or real numbers that are all whole; x fastest. Several values per voxel are as many label maps, each with an inner list of the metadata to itself. The volume is not kept: later changes to it do no harm.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddLabelMap(Volume volume, string? name = null, CancellationToken cancellationToken = default) =>
        Add(volume, name, (component, layerName, order) => LabelLayer.Of(volume, component, layerName, order, cancellationToken));

    /// <summary>Adds the mask of one segment from a file: every voxel that is not 0 belongs to it.</summary>
    /// <inheritdoc cref="AddLabelMap(string, CancellationToken)"/>
    public SegmentationBuilder AddMask(string path, CancellationToken cancellationToken = default) =>
        AddMask(Read(path), Path.GetFileName(path), cancellationToken);

    /// <summary>Adds the mask of one segment: every voxel that is not 0 belongs to it. Its inner list in the metadata has one entry.</summary>
    /// <param name="volume">Voxels of any type; several values per voxel are as many masks. The volume is not kept.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    public SegmentationBuilder AddMask(Volume volume, string? name = null, CancellationToken cancellationToken = default) =>
        Add(volume, name, (component, layerName, order) => LabelLayer.OfMask(volume, component, layerName, order, cancellationToken));

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
    /// <param name="volume">Values from 0 to <paramref name="maximum"/>, of any type; several values per voxel are as many segments. The volume is not kept.</param>
    /// <param name="maximum">The voxel value that means 1; above 0.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not above 0.</exception>
    public SegmentationBuilder AddFractions(Volume volume, double maximum = 1, string? name = null, CancellationToken cancellationToken = default)
    {
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, "The voxel value that means 1 must be above 0.");
        return Add(volume, name, (component, layerName, order) =>
            FractionScanner.Scan(volume, component, layerName, order, maximum, MaximumFractionalValue, cancellationToken));
    }

    private static Volume Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return VolumeFile.Read(path);
    }

    private SegmentationBuilder Add(Volume volume, string? name, Func<int, string, GridOrder, LabelLayer> scan)
    {
        ArgumentNullException.ThrowIfNull(volume);
        name ??= volume.Name ?? $"label map {_layers.Count + 1}";
        GridOrder order = DerivedPlanes.OrderFor(volume.Geometry, _source);
        for (int component = 0; component < volume.Components; component++)
            _layers.Add(scan(component, volume.Components == 1 ? name : $"{name}[{component}]", order));
        _volumeWarnings.AddRange(volume.Warnings);
        return this;
    }
}
