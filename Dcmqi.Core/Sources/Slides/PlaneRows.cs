using System.Numerics;
using Dcmqi.Volumes;

namespace Dcmqi.Sources;

/// <summary>The pixels of a level of a slide, or of several focal planes of it. Those of a file are read once and in order: no more are in memory than the rows of tiles that are worked on, and those that are read meanwhile.</summary>
/// <param name="grid">The tiles that they are taken into.</param>
internal abstract class PlaneRows(SlideGrid grid)
{
    protected SlideGrid Grid { get; } = grid;

    /// <summary>Those of a volume.</summary>
    /// <param name="volume">Of the size of the level (<see cref="SlideGrid.CheckSize"/>).</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="grid">The tiles.</param>
    /// <exception cref="NotSupportedException">Its voxels are no numbers.</exception>
    public static PlaneRows Of(Volume volume, string name, SlideGrid grid) => volume switch
    {
        Volume<byte> v => new PlaneRows<byte>(grid, v.VoxelArray),
        Volume<sbyte> v => new PlaneRows<sbyte>(grid, v.VoxelArray),
        Volume<ushort> v => new PlaneRows<ushort>(grid, v.VoxelArray),
        Volume<short> v => new PlaneRows<short>(grid, v.VoxelArray),
        Volume<uint> v => new PlaneRows<uint>(grid, v.VoxelArray),
        Volume<int> v => new PlaneRows<int>(grid, v.VoxelArray),
        Volume<ulong> v => new PlaneRows<ulong>(grid, v.VoxelArray),
        Volume<long> v => new PlaneRows<long>(grid, v.VoxelArray),
        Volume<float> v => new PlaneRows<float>(grid, v.VoxelArray),
        Volume<double> v => new PlaneRows<double>(grid, v.VoxelArray),
        _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
    };

    /// <summary>Those of a file.</summary>
    /// <param name="reader">The file, of the size of the level, of which nothing was read.</param>
    /// <param name="grid">The tiles.</param>
    public static PlaneRows Of(VolumeReader reader, SlideGrid grid) => ScalarTypes.Call(reader.ValueType, new OfFile(reader, grid));

    /// <summary>Brings all pixels into memory, once and in order.</summary>
    /// <param name="work">Is given tiles whose pixels are in memory: the first, and how many.</param>
    /// <param name="cancellationToken">Cancels between them.</param>
    /// <exception cref="VolumeFormatException">The file is damaged, or changed.</exception>
    /// <exception cref="ConversionException">A row of tiles is more than an array holds.</exception>
    public abstract void Visit(Action<int, int> work, CancellationToken cancellationToken);

    private sealed record OfFile(VolumeReader Reader, SlideGrid Grid) : IScalarWork<PlaneRows>
    {
        public PlaneRows Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new PlaneRows<T>(Grid, Reader);
    }
}
