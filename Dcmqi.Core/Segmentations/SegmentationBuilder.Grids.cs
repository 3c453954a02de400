using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    private readonly List<ResampledLabel> _resampledLabels = [];

    private delegate LabelLayer LayerScan(Volume volume, int component, string name, GridOrder order);

    /// <summary>How inputs on another grid than the images are brought onto the images' grid; <see langword="null"/>, if not given, leaves them on their own.</summary>
    /// <remarks>Axes in another order or direction are no other grid: they are reoriented without resampling in any case. <see cref="Resampling.Linear"/> is for fractions only.</remarks>
    public Resampling? Resampling { get; init; }

    /// <summary>What became of the labels of the inputs that were resampled, in order of input and label; also told in the warnings of what is built.</summary>
    public IReadOnlyList<ResampledLabel> ResampledLabels => _resampledLabels;

    private SegmentationBuilder Add(Volume volume, string? name, bool interpolates, LayerScan scan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (Resampling == Dcmqi.Resampling.Linear && !interpolates)
            throw new ArgumentException($"Labels have nothing between them: set {nameof(Resampling)} to NearestNeighbor, or give fractions to AddFractions.", nameof(volume));
        name ??= volume.Name ?? $"label map {_layers.Count + 1}";
        Volume onGrid = Resampling is { } resampling ? VolumeGrids.OnSource(volume, _source, resampling, PositionTolerance, 0, cancellationToken) : volume;
        GridOrder order = DerivedPlanes.OrderFor(onGrid.Geometry, _source);
        bool isTimeSeries = volume.ComponentAxis == VolumeComponentAxis.Time && volume.Components > 1 && TimeAxis == TimeAxis.TimePoints;
        for (int component = 0; component < (isTimeSeries ? 1 : volume.Components); component++)
        {
            string layerName = volume.Components == 1 || isTimeSeries ? name : $"{name}[{component}]";
            LabelLayer layer = Scanned(onGrid, order);
            _layers.Add(layer);
            if (onGrid != volume)
                TellResampled(Scanned(volume, GridOrder.Identity), layer);

            LabelLayer Scanned(Volume scanned, GridOrder inOrder) => isTimeSeries
                ? LabelLayer.OfTimes(layerName, [.. Enumerable.Range(0, volume.Components).Select(time => scan(scanned, time, layerName, inOrder))])
                : scan(scanned, component, layerName, inOrder);
        }

        _volumeWarnings.AddRange(volume.Warnings);
        return this;
    }

    private void TellResampled(LabelLayer before, LabelLayer after)
    {
        foreach (long label in before.VoxelCounts.Keys)
        {
            var resampled = new ResampledLabel(before.Name, label, before.VolumeMl(label, MaximumFractionalValue), after.VolumeMl(label, MaximumFractionalValue));
            _resampledLabels.Add(resampled);
            _volumeWarnings.Add(resampled.ToString());
        }
    }
}
