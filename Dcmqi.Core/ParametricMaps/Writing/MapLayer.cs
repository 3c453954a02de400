using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>One volume of one quantity to be written, in the order of the images' rows and columns. The voxels are those of the volume, not copied here.</summary>
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

    public static MapLayer Of(Volume volume, int component, string name, GridOrder order, ParametricMapMetadata metadata)
    {
        int? time = volume.ComponentAxis == VolumeComponentAxis.Time && volume.Components > 1 ? component + 1 : null;
        return volume switch
        {
            Volume<byte> v => new MapLayer<byte>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<sbyte> v => new MapLayer<sbyte>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<ushort> v => new MapLayer<ushort>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<short> v => new MapLayer<short>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<uint> v => new MapLayer<uint>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<int> v => new MapLayer<int>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<ulong> v => new MapLayer<ulong>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<long> v => new MapLayer<long>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<float> v => new MapLayer<float>(v, component, name, order, metadata) { TimeIndex = time },
            Volume<double> v => new MapLayer<double>(v, component, name, order, metadata) { TimeIndex = time },
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
        };
    }

    /// <summary>Finds the range of the voxels, all of which are read once.</summary>
    public abstract VoxelRange Range(CancellationToken cancellationToken);

    /// <summary>Whether all voxels that are finite are whole numbers.</summary>
    public abstract bool IsWhole(CancellationToken cancellationToken);

    /// <summary>The largest difference between a voxel and what its stored value stands for.</summary>
    public abstract double LargestError(StoredPixels pixels, CancellationToken cancellationToken);

    /// <summary>Makes a frame. May be called from several threads at once.</summary>
    public abstract void Store(int slice, StoredPixels pixels, Span<byte> destination);
}
