using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    /// <summary>Adds the segments of a <c>.seg.nrrd</c> file of 3D Slicer, with names, colours and codes; segments of different layers may overlap.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="MetadataException">Its keys contradict themselves, or name no segments.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    public SegmentationBuilder AddSegNrrd(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        CheckResampling(ScanTarget.Labels, nameof(path));
        SegNrrdSegments segments = SegNrrdSegments.Of(reader);
        _inputs.Warnings.AddRange(segments.Warnings);
        SegNrrdCut? cut = segments.Extents.Any(extent => extent is not null) ? new SegNrrdCut(segments.Extents, reader.Geometry.Size) : null;
        string[] names = NamesOf(Path.GetFileName(path), reader.Components, isTimeSeries: false);
        (LabelLayer[] layers, LabelAmounts[]? before) = Scan(reader, names, ScanTarget.Labels, cut, progress, cancellationToken);
        SegNrrdSegments.TellDropped($"'{Path.GetFileName(path)}'", cut?.Dropped ?? 0, _inputs.Warnings);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            if (segments.Layers[layer].Count > 0)
                Add(layers[layer], segments.Layers[layer], before?[layer]);
        }

        _inputs.Warnings.AddRange(reader.Warnings);
        return this;
    }

    /// <summary>Adds the segments of a <c>.seg.nrrd</c> file that was read as a volume. Voxels outside the extents of their layer's segments are left out, as 3D Slicer does; a warning counts them.</summary>
    /// <param name="volume">The volume, with the file's keys in <see cref="Volume.Properties"/>; neither kept nor changed.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Stops the reading of the voxels.</param>
    /// <inheritdoc cref="AddSegNrrd(string, IProgress{ConversionProgress}, CancellationToken)"/>
    public SegmentationBuilder AddSegNrrd(Volume volume, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        CheckResampling(ScanTarget.Labels, nameof(volume));
        SegNrrdSegments segments = SegNrrdSegments.Of(volume);
        _inputs.Warnings.AddRange(segments.Warnings);
        volume = segments.Cut(volume, _inputs.Warnings);
        string name = volume.Name is null ? $"label map {_inputs.Count + 1}" : Path.GetFileName(volume.Name);
        for (int layer = 0; layer < segments.Layers.Count; layer++)
        {
            if (segments.Layers[layer].Count > 0)
                AddComponent(volume, layer, segments.Layers.Count == 1 ? name : $"{name}[{layer}]", segments.Layers[layer], progress, cancellationToken);
        }

        _inputs.Warnings.AddRange(volume.Warnings);
        return this;
    }

    /// <summary>Adds a folder with one mask file for each structure, such as <c>liver.nii.gz</c>: the name of the file is that of the structure.</summary>
    /// <param name="folder">The folder; other files in it are passed over.</param>
    /// <param name="preset">What the names mean, or <see langword="null"/> where codes are found by the names alone. Names that it does not have are taken with a warning.</param>
    /// <param name="progress">Receives progress: masks added.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">There is no volume in the folder.</exception>
    /// <exception cref="VolumeFormatException">A file cannot be read.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public SegmentationBuilder AddMaskFolder(string folder, LabelTable? preset = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        IReadOnlyList<(string Path, SegmentAttributes Segment)> masks = MaskFolder.Of(folder, preset, _inputs.Warnings);
        var adding = new StageProgress(progress, "Reading masks", masks.Count);
        foreach ((string path, SegmentAttributes segment) in masks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddMask(path, segment, cancellationToken: cancellationToken);
            adding.Step();
        }

        return this;
    }

    private void AddComponent(Volume volume, int component, string name, IReadOnlyList<SegmentAttributes> segments, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        Volume onGrid = Alignment.Resampling is { } resampling ? VolumeGrids.OnSource(volume, _source, resampling, Alignment.PositionTolerance, 0, cancellationToken) : volume;
        GridOrder order = DerivedPlanes.OrderFor(onGrid.Geometry, _source);
        var reading = new StageProgress(progress, "Reading labels", order.Apply(onGrid.Geometry).Size.Z);
        LabelLayer layer = LabelLayer.Of(onGrid, component, name, order, reading.Step, cancellationToken);
        Add(layer, segments, onGrid == volume ? null : LabelLayer.Of(volume, component, name, GridOrder.Identity, null, cancellationToken).Amounts());
    }
}
