using Dcmqi.ParametricMaps;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class ParametricMapBuilder
{
    /// <summary>Adds the volume of a file.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="quantity">What its values are; the builder's metadata if not given.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// A file of more than 16 MB of values is not taken into memory. Where it is not compressed, the map reads its pixels there: the file may be
    /// replaced or removed, but if it is written to before the map was saved, saving it is refused (<see cref="ConversionException"/>). Where it is compressed, resampled, or has the images' slices along its fastest axis, it is read once into a temporary file. Both are closed when the map is disposed of.
    /// </remarks>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    public ParametricMapBuilder AddVolume(string path, ParametricMapMetadata? quantity = null, CancellationToken cancellationToken = default) =>
        AddVolume(path, quantity, null, cancellationToken);

    /// <summary>Adds the volume of a file, and tells how far it was read.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="quantity">What its values are; the builder's metadata if not given.</param>
    /// <param name="progress">Receives progress: values decoded, where the file is compressed or taken into memory.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="AddVolume(string, ParametricMapMetadata?, CancellationToken)"/>
    public ParametricMapBuilder AddVolume(string path, ParametricMapMetadata? quantity, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var work = new VolumeReading(progress, cancellationToken);
        using VolumeReader reader = VolumeReader.Open(path);
        string name = Path.GetFileName(path);
        if (ValueFile.IsSmall(reader))
            return Add(reader.ReadAll(work), name, _ => quantity ?? _metadata, VolumeOwnership.HandedOver, cancellationToken);

        VolumeGeometry? other = Alignment.Resampling is null ? null : VolumeGrids.OtherThan(reader.Geometry, _source, Alignment.PositionTolerance);
        GridOrder order = DerivedPlanes.OrderFor(other ?? reader.Geometry, _source);
        VolumeGeometry grid = other is null ? reader.Geometry : order.Apply(other);
        ValueFile file = other is null
            ? new ValueFile(path, reader, (opened, reading) => PlaneFile.Of(opened, order.SliceAxis, reading), work)
            : new ValueFile(path, reader, (opened, reading) => ResampledFile.Of(opened, grid, Alignment.Resampling!.Value, reading), work);
        for (int component = 0; component < reader.Components; component++)
            _layers.Add(MapLayer.Of(file, reader, component, NameOf(name, component, reader.Components), grid, other is null ? order : GridOrder.Identity, quantity ?? _metadata));
        _volumeWarnings.AddRange(reader.Warnings);
        if (other is not null)
            _volumeWarnings.AddRange(Volume.ResamplingNotes($"'{name}'", reader.Geometry, grid, Alignment.Resampling!.Value));
        return this;
    }

    /// <summary>Adds a volume.</summary>
    /// <param name="volume">Voxels of any type, x fastest. Where the metadata have <see cref="ParametricMapMetadata.RealWorldValueSlope"/> or Intercept, the real-world value is voxel x slope + intercept, as with dcmqi; else the voxels are the real-world values. Several values per voxel are as many volumes of the same quantity: a series in time where the volume says that they are. It is copied unless <see cref="Ownership"/> hands it over.</param>
    /// <param name="quantity">What its values are; the builder's metadata if not given.</param>
    /// <param name="name">The name used in messages. Default: the volume's own name.</param>
    /// <param name="cancellationToken">Cancels the resampling, where there is one.</param>
    /// <returns>This builder.</returns>
    public ParametricMapBuilder AddVolume(Volume volume, ParametricMapMetadata? quantity = null, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return Add(volume, name, _ => quantity ?? _metadata, Ownership, cancellationToken);
    }

    /// <summary>Adds a volume with several values per voxel, each of them another quantity.</summary>
    /// <param name="volume">Voxels of any type. It is copied unless <see cref="Ownership"/> hands it over.</param>
    /// <param name="quantities">What the values are, one for each component.</param>
    /// <param name="name">The name used in messages. Default: the volume's own name.</param>
    /// <param name="cancellationToken">Cancels the resampling, where there is one.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">There are not as many quantities as components.</exception>
    public ParametricMapBuilder AddVolume(Volume volume, IReadOnlyList<ParametricMapMetadata> quantities, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(quantities);
        if (quantities.Count != volume.Components)
            throw new ArgumentException($"{volume.Described} has {volume.Components} values per voxel; there are {quantities.Count} quantities.", nameof(quantities));
        return Add(volume, name, component => quantities[component], Ownership, cancellationToken);
    }

    private ParametricMapBuilder Add(Volume volume, string? name, Func<int, ParametricMapMetadata> quantity, VolumeOwnership ownership, CancellationToken cancellationToken)
    {
        name ??= volume.Name is null ? $"volume {_layers.Count + 1}" : Path.GetFileName(volume.Name);
        double outside = volume.VoxelType == typeof(float) || volume.VoxelType == typeof(double) ? double.NaN : 0;
        if (Alignment.Resampling is { } resampling)
        {
            Volume given = volume;
            volume = VolumeGrids.OnSource(volume, _source, resampling, Alignment.PositionTolerance, outside, cancellationToken);
            ownership = ReferenceEquals(volume, given) ? ownership : VolumeOwnership.HandedOver;
        }

        // A map is immutable: what the caller may still change is no part of it.
        if (ownership == VolumeOwnership.Caller)
            volume = volume.Copy();
        GridOrder order = DerivedPlanes.OrderFor(volume.Geometry, _source);
        for (int component = 0; component < volume.Components; component++)
            _layers.Add(MapLayer.Of(volume, component, NameOf(name, component, volume.Components), order, quantity(component)));
        _volumeWarnings.AddRange(volume.Warnings);
        return this;
    }

    private static string NameOf(string name, int component, int components) => components == 1 ? name : $"{name}[{component}]";
}
