using System.Globalization;
using Dcmqi.ParametricMaps;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SlideParametricMapBuilder
{
    /// <summary>Adds a plane of values tile by tile.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="SlideTileOptions.MaxDegreeOfParallelism"/> is 1. Pixels that it leaves alone have no value.</param>
    /// <param name="quantity">What the values are; the builder's metadata if not given. Its RealWorldValueSlope and RealWorldValueIntercept apply as for volumes.</param>
    /// <param name="name">The name used in messages.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The images are not a slide, or have no such level, focal plane or optical path.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SlideParametricMapBuilder AddTiles(
        SlideTileValues fill, ParametricMapMetadata? quantity = null, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        _layers.Add(SlideLayer.Of(fill, NameOr(name), Grid(), Loop(progress, cancellationToken), quantity ?? _metadata));
        return this;
    }

    /// <summary>Adds the values of a plane from a file, which is not taken into memory.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="quantity">What its values are; the builder's metadata if not given.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// Of a file of more than 16 MB only what is needed is read, each time that it is needed: leave it as it is until the map that is built was saved. It may be
    /// replaced or removed, but if it is written to before, saving is refused (<see cref="ConversionException"/>). Where it is compressed, it is read once into a temporary file. Both are closed when the map is disposed of.
    /// </remarks>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideParametricMapBuilder AddVolume(string path, ParametricMapMetadata? quantity = null, CancellationToken cancellationToken = default) =>
        AddVolume(path, quantity, null, cancellationToken);

    /// <summary>Adds the values of a plane from a file, which is not taken into memory, and tells how far it was read.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="quantity">What its values are; the builder's metadata if not given.</param>
    /// <param name="progress">Receives progress: values decoded, where the file is compressed or taken into memory, then tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <inheritdoc cref="AddVolume(string, ParametricMapMetadata?, CancellationToken)"/>
    public SlideParametricMapBuilder AddVolume(string path, ParametricMapMetadata? quantity, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken = default)
    {
        var work = new VolumeReading(progress, cancellationToken);
        using VolumeReader reader = VolumeReader.Open(path);
        string name = Path.GetFileName(path);
        Grid().CheckSize(reader.Geometry.Size, reader.Components, name, Tiles.Level);
        TileLoop loop = Loop(progress, cancellationToken);
        _layers.Add(ValueFile.IsSmall(reader)
            ? SlideLayer.Of(reader.ReadAll(work), name, Grid(), loop, quantity ?? _metadata)
            : SlideLayer.Of(path, reader, name, Grid(), loop, quantity ?? _metadata, work));
        _volumeWarnings.AddRange(reader.Warnings);
        return this;
    }

    /// <summary>Adds the values of a plane that fits in memory. They are copied.</summary>
    /// <param name="volume">Voxels of any type: columns and rows of the level, as slices the focal planes. Only its size counts: pixels are told by column and row, not by places. Voxels that are not a number have no value.</param>
    /// <param name="quantity">What its values are; the builder's metadata if not given.</param>
    /// <param name="name">The name used in messages. Default: the file name of the volume's own name.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The size is not that of the level.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideParametricMapBuilder AddVolume(Volume volume, ParametricMapMetadata? quantity = null, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        name = NameOr(name ?? Path.GetFileName(volume.Name));
        Grid().CheckSize(volume.Geometry.Size, volume.Components, name, Tiles.Level);
        _layers.Add(SlideLayer.Of(volume, name, Grid(), Loop(null, cancellationToken), quantity ?? _metadata));
        _volumeWarnings.AddRange(volume.Warnings);
        return this;
    }

    private TileLoop Loop(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) => new(Grid(), Tiles.MaxDegreeOfParallelism, progress, cancellationToken);

    private string NameOr(string? name) => name ?? string.Create(CultureInfo.InvariantCulture, $"input {_layers.Count + 1}");
}
