using Dcmqi.Metadata;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial record SegmentationMetadata
{
    /// <summary>Describes the labels that a label map holds, and no others.</summary>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file.</param>
    /// <param name="volume">The label map. Several values per voxel are as many inputs, but those along time are points in time of one.</param>
    /// <returns>
    /// The metadata, one list of segments for each input. <see cref="Warnings"/> lists labels that the preset does not name, which are left out, and names that have no published
    /// code: these have the code of what comes nearest.
    /// </returns>
    /// <exception cref="ConversionException">The volume is no label map, or holds no label that the preset names.</exception>
    public static SegmentationMetadata FromPreset(LabelTable preset, Volume volume) => FromPreset(preset, [volume]);

    /// <summary>Describes the labels that a label map in a file holds, and no others. No more of the file is in memory than is read at once.</summary>
    /// <param name="preset">What labels mean: one of <see cref="SegmentPresets"/>, or a table of a file.</param>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads. Several values per voxel are as many inputs, but those along time are points in time of one.</param>
    /// <param name="progress">Receives progress: values read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="FromPreset(LabelTable, Volume)"/>
    public static SegmentationMetadata FromPreset(LabelTable preset, string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        FromPreset(preset, [path], progress, cancellationToken);

    /// <summary>Describes all labels of a table but 0, which is background.</summary>
    /// <param name="table">What labels mean.</param>
    /// <returns>The metadata of one input.</returns>
    public static SegmentationMetadata FromLabels(LabelTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var warnings = new List<string>(table.Warnings);
        IReadOnlyList<SegmentAttributes> segments = LabelDescriptions.OfAll(table, warnings);
        return new SegmentationMetadata { SegmentAttributes = [segments], Warnings = warnings };
    }

    /// <summary>Describes the labels that label maps hold, and no others.</summary>
    /// <param name="preset">What labels mean.</param>
    /// <param name="volumes">The label maps, in the order in which they are to be added.</param>
    /// <inheritdoc cref="FromPreset(LabelTable, Volume)"/>
    public static SegmentationMetadata FromPreset(LabelTable preset, IReadOnlyList<Volume> volumes)
    {
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(volumes);
        return FromPreset(preset, volumes.Select((volume, index) =>
        {
            ArgumentNullException.ThrowIfNull(volume, nameof(volumes));
            string name = LabelCounts.NameOf(volume.Name, index + 1);
            return (name, volume.ComponentAxis, LabelCounts.Of(volume, name));
        }));
    }

    /// <summary>Describes the labels that label maps in files hold, and no others. No more of a file is in memory than is read at once.</summary>
    /// <param name="preset">What labels mean.</param>
    /// <param name="paths">Research images in formats that <see cref="VolumeFile"/> reads, in the order in which they are to be added.</param>
    /// <param name="progress">Receives progress: values read, file by file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="FromPreset(LabelTable, string, IProgress{ConversionProgress}, CancellationToken)"/>
    public static SegmentationMetadata FromPreset(LabelTable preset, IReadOnlyList<string> paths, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(paths);
        return FromPreset(preset, paths.Select(path =>
        {
            using VolumeReader reader = VolumeReader.Open(path);
            string name = Path.GetFileName(path);
            return (name, reader.ComponentAxis, LabelCounts.Of(reader, name, progress, cancellationToken));
        }));
    }

    /// <summary>Takes the metadata of a <c>.seg.nrrd</c> file of 3D Slicer: one list of segments for each layer. Only its header is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MetadataException">The keys contradict themselves, or name no segments.</exception>
    /// <exception cref="VolumeFormatException">The header cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SegmentationMetadata FromSegNrrd(string path)
    {
        using VolumeReader header = VolumeReader.Open(path);
        return Of(SegNrrdSegments.Of(header));
    }

    /// <summary>Takes the metadata of a <c>.seg.nrrd</c> file of 3D Slicer: one list of segments for each layer.</summary>
    /// <param name="volume">The volume, as it was read.</param>
    /// <exception cref="MetadataException">The keys contradict themselves, or name no segments.</exception>
    public static SegmentationMetadata FromSegNrrd(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return Of(SegNrrdSegments.Of(volume));
    }

    private static SegmentationMetadata Of(SegNrrdSegments segments) =>
        new() { SegmentAttributes = [.. segments.Layers.Where(layer => layer.Count > 0)], Warnings = segments.Warnings };

    private static SegmentationMetadata FromPreset(LabelTable preset, IEnumerable<(string Name, VolumeComponentAxis Axis, IReadOnlyList<LabelCounts> Components)> counted)
    {
        var warnings = new List<string>(preset.Warnings);
        var faults = new List<string>();
        var inputs = new List<IReadOnlyList<SegmentAttributes>>();
        foreach ((string name, VolumeComponentAxis axis, IReadOnlyList<LabelCounts> components) in counted)
        {
            foreach (LabelCounts counts in axis == VolumeComponentAxis.Time ? [LabelCounts.OfTimes(components)] : components)
            {
                IReadOnlyList<SegmentAttributes> segments = LabelDescriptions.Of(preset, counts.Voxels, name, warnings);
                inputs.Add(segments);
                if (counts.Fault is { } fault)
                    faults.Add(fault);
                else if (segments.Count == 0)
                    faults.Add(LabelDescriptions.NoneNamed(preset, counts.Voxels, name));
            }
        }

        ConversionException.ThrowIfAny(faults);
        return new SegmentationMetadata { SegmentAttributes = inputs, Warnings = warnings };
    }
}
