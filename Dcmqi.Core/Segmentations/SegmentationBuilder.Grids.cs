using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    private readonly List<ResampledLabel> _resampledLabels = [];

    /// <summary>Gets what became of the labels of the inputs that were resampled, in order of input and label; also told in the warnings of what is built.</summary>
    public IReadOnlyList<ResampledLabel> ResampledLabels => _resampledLabels;

    // A file is never in memory as a whole, whatever its order and grid.
    private SegmentationBuilder Add(
        string path, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, ScanTarget target, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        CheckResampling(target, nameof(path));
        string name = Path.GetFileName(path);
        bool isTimeSeries = IsTimeSeries(name, reader.Components, reader.ComponentAxis, describe is not null);
        (LabelLayer[] layers, LabelAmounts[]? before) = Scan(reader, NamesOf(name, reader.Components, isTimeSeries), target, null, progress, cancellationToken);
        if (isTimeSeries)
            (layers, before) = ([LabelLayer.OfTimes(name, layers)], before is null ? null : [LabelAmounts.OfTimes(before)]);
        for (int index = 0; index < layers.Length; index++)
            Add(layers[index], describe?.Invoke(layers[index]), before?[index]);
        _inputs.Warnings.AddRange(reader.Warnings);
        return this;
    }

    // All components of a file on the grid of the images, and, where that is another than its own, what there was of each before.
    private (LabelLayer[] Layers, LabelAmounts[]? Before) Scan(
        VolumeReader reader, string[] names, ScanTarget target, SliceChange? change, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        VolumeGeometry? other = Alignment.Resampling is null ? null : VolumeGrids.OtherThan(reader.Geometry, _source, Alignment.PositionTolerance);
        GridOrder order = DerivedPlanes.OrderFor(other ?? reader.Geometry, _source);
        VolumeGeometry grid = order.Apply(other ?? reader.Geometry);
        var reading = new StageProgress(progress, "Reading labels", (long)grid.Size.Z * reader.Components);
        var scanner = FileScanner.Of(reader, names, target, new VolumeReading(progress, cancellationToken), change);
        return other is null ? (scanner.Scan(order, reading.Step), null) : scanner.ScanOn(grid, Alignment.Resampling!.Value, reading.Step);
    }

    // What is said of a layer may depend on its labels.
    private SegmentationBuilder Add(
        Volume volume, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, string? name, ScanTarget target, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        CheckResampling(target, nameof(volume));

        // A volume that was read has the whole path as its name; a file mapping has file names.
        name ??= volume.Name is null ? $"label map {_inputs.Count + 1}" : Path.GetFileName(volume.Name);
        Volume onGrid = Alignment.Resampling is { } resampling ? VolumeGrids.OnSource(volume, _source, resampling, Alignment.PositionTolerance, 0, cancellationToken) : volume;
        GridOrder order = DerivedPlanes.OrderFor(onGrid.Geometry, _source);
        bool isTimeSeries = IsTimeSeries(name, volume.Components, volume.ComponentAxis, describe is not null);
        string[] names = NamesOf(name, volume.Components, isTimeSeries);
        var reading = new StageProgress(progress, "Reading labels", (long)order.Apply(onGrid.Geometry).Size.Z * volume.Components);
        for (int component = 0; component < (isTimeSeries ? 1 : volume.Components); component++)
        {
            LabelLayer layer = Scanned(onGrid, order, reading.Step);
            Add(layer, describe?.Invoke(layer), onGrid == volume ? null : Scanned(volume, GridOrder.Identity, null).Amounts());

            LabelLayer Scanned(Volume scanned, GridOrder inOrder, Action? tell) => isTimeSeries
                ? LabelLayer.OfTimes(name, [.. Enumerable.Range(0, volume.Components).Select(time => LayerScanner.Scan(scanned, time, name, inOrder, target, tell, cancellationToken))])
                : LayerScanner.Scan(scanned, component, names[component], inOrder, target, tell, cancellationToken);
        }

        _inputs.Warnings.AddRange(volume.Warnings);
        return this;
    }

    private void Add(LabelLayer layer, IReadOnlyList<SegmentAttributes>? segments, LabelAmounts? before)
    {
        _inputs.Add(layer, segments);
        if (before is not null)
            TellResampled(layer.Name, before, layer.Amounts());
    }

    private void CheckResampling(ScanTarget target, string parameter)
    {
        if (Alignment.Resampling == Resampling.Linear && target.Maximum is null)
            throw new ArgumentException($"Labels have nothing between them: set {nameof(SourceAlignment)}.{nameof(SourceAlignment.Resampling)} to NearestNeighbor, or give fractions to AddFractions.", parameter);
    }

    private bool IsTimeSeries(string name, int components, VolumeComponentAxis axis, bool isDescribed)
    {
        bool isTimeSeries = axis == VolumeComponentAxis.Time && components > 1 && TimeAxis == TimeAxis.TimePoints;
        return isTimeSeries || components == 1 || !isDescribed
            ? isTimeSeries
            : throw new ArgumentException($"'{name}' has {components} values per voxel, which are as many inputs; segments were given for one. Add them one by one, or describe them in the metadata.", "volume");
    }

    private static string[] NamesOf(string name, int components, bool isTimeSeries) =>
        [.. Enumerable.Range(0, components).Select(component => components == 1 || isTimeSeries ? name : $"{name}[{component}]")];

    private void TellResampled(string name, LabelAmounts before, LabelAmounts after)
    {
        foreach (long label in before.Labels)
        {
            var resampled = new ResampledLabel
            {
                VolumeName = name,
                Label = label,
                VolumeBeforeMl = before.VolumeMl(label, Options.MaximumFractionalValueOrDefault),
                VolumeAfterMl = after.VolumeMl(label, Options.MaximumFractionalValueOrDefault),
            };
            _resampledLabels.Add(resampled);
            _inputs.Warnings.Add(resampled.ToString());
        }
    }
}
