using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    private readonly List<ResampledLabel> _resampledLabels = [];

    /// <summary>Gets what became of the labels of the inputs that were resampled, in order of input and label; also told in the warnings of what is built.</summary>
    public IReadOnlyList<ResampledLabel> ResampledLabels => _resampledLabels;

    // A file whose slices are those of the images goes through memory block by block; only where slices must be cut anew, all of it is read.
    private SegmentationBuilder Add(
        string path, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, ScanTarget target, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        string name = Path.GetFileName(path);
        GridOrder order = DerivedPlanes.OrderFor(reader.Geometry, _source);
        if (Alignment.Resampling is not null || !order.KeepsSliceAxis)
            return Add(reader.ReadAll(new VolumeReading(progress, cancellationToken)), describe, name, target, progress, cancellationToken);

        bool isTimeSeries = IsTimeSeries(name, reader.Components, reader.ComponentAxis, describe is not null);
        var reading = new StageProgress(progress, "Reading labels", (long)reader.Geometry.Size.Z * reader.Components);
        LabelLayer[] layers = LayerScanner.Scan(reader, NamesOf(name, reader.Components, isTimeSeries), order, target, reading.Step, cancellationToken);
        foreach (LabelLayer layer in isTimeSeries ? [LabelLayer.OfTimes(name, layers)] : layers)
            _inputs.Add(layer, describe?.Invoke(layer));
        _inputs.Warnings.AddRange(reader.Warnings);
        return this;
    }

    // What is said of a layer may depend on its labels.
    private SegmentationBuilder Add(
        Volume volume, Func<LabelLayer, IReadOnlyList<SegmentAttributes>>? describe, string? name, ScanTarget target, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (Alignment.Resampling == Resampling.Linear && target.Maximum is null)
            throw new ArgumentException($"Labels have nothing between them: set {nameof(SourceAlignment)}.{nameof(SourceAlignment.Resampling)} to NearestNeighbor, or give fractions to AddFractions.", nameof(volume));

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
            _inputs.Add(layer, describe?.Invoke(layer));
            if (onGrid != volume)
                TellResampled(Scanned(volume, GridOrder.Identity, null), layer);

            LabelLayer Scanned(Volume scanned, GridOrder inOrder, Action? tell) => isTimeSeries
                ? LabelLayer.OfTimes(name, [.. Enumerable.Range(0, volume.Components).Select(time => LayerScanner.Scan(scanned, time, name, inOrder, target, tell, cancellationToken))])
                : LayerScanner.Scan(scanned, component, names[component], inOrder, target, tell, cancellationToken);
        }

        _inputs.Warnings.AddRange(volume.Warnings);
        return this;
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
