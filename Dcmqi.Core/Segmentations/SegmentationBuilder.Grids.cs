using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    private readonly List<ResampledLabel> _resampledLabels = [];

    private delegate LabelLayer LayerScan(Volume volume, int component, string name, GridOrder order, Action? tell);

    /// <summary>Gets what became of the labels of the inputs that were resampled, in order of input and label; also told in the warnings of what is built.</summary>
    public IReadOnlyList<ResampledLabel> ResampledLabels => _resampledLabels;

    private SegmentationBuilder Add(
        Volume volume, IReadOnlyList<SegmentAttributes>? segments, string? name, bool interpolates, LayerScan scan, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        Add(volume, segments is null ? null : _ => segments, name, interpolates, scan, progress, cancellationToken);

    // What is said of a layer may depend on its labels.
    private SegmentationBuilder Add(
        Volume volume, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, string? name, bool interpolates, LayerScan scan, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (Alignment.Resampling == Resampling.Linear && !interpolates)
            throw new ArgumentException($"Labels have nothing between them: set {nameof(SourceAlignment)}.{nameof(SourceAlignment.Resampling)} to NearestNeighbor, or give fractions to AddFractions.", nameof(volume));

        // A volume that was read has the whole path as its name; a file mapping has file names.
        name ??= volume.Name is null ? $"label map {_inputs.Count + 1}" : Path.GetFileName(volume.Name);
        Volume onGrid = Alignment.Resampling is { } resampling ? VolumeGrids.OnSource(volume, _source, resampling, Alignment.PositionTolerance, 0, cancellationToken) : volume;
        GridOrder order = DerivedPlanes.OrderFor(onGrid.Geometry, _source);
        bool isTimeSeries = volume.ComponentAxis == VolumeComponentAxis.Time && volume.Components > 1 && TimeAxis == TimeAxis.TimePoints;
        if (describe is not null && volume.Components > 1 && !isTimeSeries)
            throw new ArgumentException($"'{name}' has {volume.Components} values per voxel, which are as many inputs; segments were given for one. Add them one by one, or describe them in the metadata.", nameof(volume));
        var reading = new StageProgress(progress, "Reading labels", (long)order.Apply(onGrid.Geometry).Size.Z * volume.Components);
        for (int component = 0; component < (isTimeSeries ? 1 : volume.Components); component++)
        {
            string layerName = volume.Components == 1 || isTimeSeries ? name : $"{name}[{component}]";
            LabelLayer layer = Scanned(onGrid, order, reading.Step);
            _inputs.Add(layer, describe?.Invoke(layer));
            if (onGrid != volume)
                TellResampled(Scanned(volume, GridOrder.Identity, null), layer);

            LabelLayer Scanned(Volume scanned, GridOrder inOrder, Action? tell) => isTimeSeries
                ? LabelLayer.OfTimes(layerName, [.. Enumerable.Range(0, volume.Components).Select(time => scan(scanned, time, layerName, inOrder, tell))])
                : scan(scanned, component, layerName, inOrder, tell);
        }

        _inputs.Warnings.AddRange(volume.Warnings);
        return this;
    }

    private void TellResampled(LabelLayer before, LabelLayer after)
    {
        foreach (long label in before.VoxelCounts.Keys)
        {
            var resampled = new ResampledLabel
            {
                VolumeName = before.Name,
                Label = label,
                VolumeBeforeMl = before.VolumeMl(label, Options.MaximumFractionalValueOrDefault),
                VolumeAfterMl = after.VolumeMl(label, Options.MaximumFractionalValueOrDefault),
            };
            _resampledLabels.Add(resampled);
            _inputs.Warnings.Add(resampled.ToString());
        }
    }
}
