using System.Numerics;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>One volume of one quantity to be written, in the order of the images' rows and columns.</summary>
internal abstract class MapLayer(string name, VolumeGeometry geometry, ParametricMapMetadata metadata)
{
    public string Name { get; } = name;

    public VolumeGeometry Geometry { get; } = geometry;

    public ParametricMapMetadata Metadata { get; } = metadata;

    /// <summary>Temporal Position Index, from 1, where the layer is one of a series in time.</summary>
    public int? TimeIndex { get; init; }

    /// <summary>Whether voxels that are not a number are meant: pixels of a slide that nobody looked at.</summary>
    public virtual bool MayLackValues => false;

    public abstract Type VoxelType { get; }

    /// <summary>The file that the voxels are read from; <see langword="null"/> where they are in memory.</summary>
    public virtual ValueFile? File => null;

    public static MapLayer Of(Volume volume, int component, string name, GridOrder order, ParametricMapMetadata metadata)
    {
        int? time = TimeOf(volume.ComponentAxis, volume.Components, component);
        return volume switch
        {
            Volume<byte> v => new HeldMapLayer<byte>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<sbyte> v => new HeldMapLayer<sbyte>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<ushort> v => new HeldMapLayer<ushort>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<short> v => new HeldMapLayer<short>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<uint> v => new HeldMapLayer<uint>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<int> v => new HeldMapLayer<int>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<ulong> v => new HeldMapLayer<ulong>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<long> v => new HeldMapLayer<long>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<float> v => new HeldMapLayer<float>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<double> v => new HeldMapLayer<double>(v, component, name, order, metadata) { TimeIndex = time },
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
        };
    }

    /// <summary>One component of a file, on a grid that is its own unless it was resampled.</summary>
    public static MapLayer Of(ValueFile file, VolumeReader reader, int component, string name, VolumeGeometry grid, GridOrder order, ParametricMapMetadata metadata) =>
        ScalarTypes.Call(reader.ValueType, new OfFile(file, reader, component, name, grid, order, metadata));

    /// <summary>Finds the range of the voxels, all of which are read once.</summary>
    /// <param name="start">What it begins with: <see cref="VoxelRange.Empty"/>, or <see cref="VoxelRange.EmptyOfReals"/> where nobody asks whether they are whole numbers.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    public abstract VoxelRange Range(VoxelRange start, CancellationToken cancellationToken);

    /// <summary>The largest difference between a voxel and what its stored value stands for.</summary>
    public abstract double LargestError(StoredPixels pixels, CancellationToken cancellationToken);

    /// <summary>Makes a frame. May be called from several threads at once.</summary>
    public abstract void Store(int slice, StoredPixels pixels, Span<byte> destination);

    private static int? TimeOf(VolumeComponentAxis axis, int components, int component) => axis == VolumeComponentAxis.Time && components > 1 ? component + 1 : null;

    private sealed record OfFile(ValueFile File, VolumeReader Reader, int Component, string Name, VolumeGeometry Grid, GridOrder Order, ParametricMapMetadata Metadata) : IScalarWork<MapLayer>
    {
        public MapLayer Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            new FileMapLayer<T>(File, Component, Grid, Name, Order, Metadata) { TimeIndex = TimeOf(Reader.ComponentAxis, Reader.Components, Component) };
    }
}
