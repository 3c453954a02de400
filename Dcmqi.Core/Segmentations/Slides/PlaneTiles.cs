using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <summary>The pixels of a level of a slide as runs of its tiles.</summary>
internal abstract class PlaneTiles
{
    public static PlaneTiles Of(PlaneRows rows) => rows switch
    {
        PlaneRows<byte> r => new PlaneTiles<byte>(r),
        PlaneRows<sbyte> r => new PlaneTiles<sbyte>(r),
        PlaneRows<ushort> r => new PlaneTiles<ushort>(r),
        PlaneRows<short> r => new PlaneTiles<short>(r),
        PlaneRows<uint> r => new PlaneTiles<uint>(r),
        PlaneRows<int> r => new PlaneTiles<int>(r),
        PlaneRows<ulong> r => new PlaneTiles<ulong>(r),
        PlaneRows<long> r => new PlaneTiles<long>(r),
        PlaneRows<float> r => new PlaneTiles<float>(r),
        _ => new PlaneTiles<double>((PlaneRows<double>)rows),
    };

    /// <summary>Goes through all tiles.</summary>
    /// <param name="scanner">Makes them runs.</param>
    /// <param name="target">What is looked for.</param>
    /// <exception cref="ConversionException">A pixel is not what was said.</exception>
    public abstract LabelLayer Scan(TileScanner scanner, ScanTarget target);
}
