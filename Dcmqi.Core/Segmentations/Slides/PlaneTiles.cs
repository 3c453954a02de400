using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <summary>A volume that is a plane of a slide, or its focal planes, as what fills tiles.</summary>
internal abstract class PlaneTiles
{
    /// <exception cref="NotSupportedException">The volume has several values per voxel, or voxels of a type that is not a number.</exception>
    /// <exception cref="ConversionException">Its size is not that of the level.</exception>
    public static PlaneTiles Of(Volume volume, string name, SlideGrid grid, int level)
    {
        grid.CheckSize(volume, name, level);
        return volume switch
        {
            Volume<byte> v => new PlaneTiles<byte>(v, grid),
            Volume<sbyte> v => new PlaneTiles<sbyte>(v, grid),
            Volume<ushort> v => new PlaneTiles<ushort>(v, grid),
            Volume<short> v => new PlaneTiles<short>(v, grid),
            Volume<uint> v => new PlaneTiles<uint>(v, grid),
            Volume<int> v => new PlaneTiles<int>(v, grid),
            Volume<ulong> v => new PlaneTiles<ulong>(v, grid),
            Volume<long> v => new PlaneTiles<long>(v, grid),
            Volume<float> v => new PlaneTiles<float>(v, grid),
            Volume<double> v => new PlaneTiles<double>(v, grid),
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
        };
    }

    /// <summary>Fills a tile with labels; only for volumes that hold nothing else.</summary>
    public abstract void FillLabels(SlideTile tile, Span<ushort> labels);

    /// <summary>Fills a tile with 1 where the volume is not 0.</summary>
    public abstract void FillMask(SlideTile tile, Span<ushort> labels);

    /// <summary>Fills a tile with fractions.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="fractions">Takes them.</param>
    /// <param name="maximum">The voxel value that means 1.</param>
    public abstract void FillFractions(SlideTile tile, Span<float> fractions, double maximum);
}
