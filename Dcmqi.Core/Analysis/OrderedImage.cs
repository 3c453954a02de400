using Dcmqi.Analysis.Images;
using Dcmqi.Volumes;

namespace Dcmqi.Analysis;

/// <summary>An image with its axes in the order and direction of those of segmentations.</summary>
internal sealed class OrderedImage(MeasuredImage image, int threads, VolumeReading work) : IDisposable
{
    private readonly Dictionary<GridOrder, MeasuredImage> _turned = [];

    /// <summary>The image as it is, or turned to a grid where its voxels are voxels of that grid then: they are moved, none is made.</summary>
    public MeasuredImage For(VolumeGeometry grid)
    {
        if (GridPlacement.Find(image.Geometry, grid) is not null || GridOrder.Find(image.Geometry, grid.DirectionX, grid.DirectionY, 1e-4) is not { } order || GridPlacement.Find(order.Apply(image.Geometry), grid) is null)
            return image;
        if (!_turned.TryGetValue(order, out MeasuredImage? turned))
            _turned.Add(order, turned = image with { Slices = image.Slices.In(order, threads, work) });
        return turned;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MeasuredImage turned in _turned.Values)
            turned.Slices.Dispose();
    }
}
