using Dcmqi.Metadata;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

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
        var warnings = new List<string>(preset.Warnings);
        var faults = new List<string>();
        var inputs = new List<IReadOnlyList<SegmentAttributes>>();
        foreach (Volume volume in volumes)
        {
            ArgumentNullException.ThrowIfNull(volume, nameof(volumes));
            string name = volume.Name is null ? $"label map {inputs.Count + 1}" : Path.GetFileName(volume.Name);
            LabelLayer[] layers = [.. Enumerable.Range(0, volume.Components).Select(component => LabelLayer.Of(volume, component, name, GridOrder.Identity, null, CancellationToken.None))];
            if (volume.ComponentAxis == VolumeComponentAxis.Time)
                layers = [LabelLayer.OfTimes(name, layers)];
            foreach (LabelLayer layer in layers)
            {
                IReadOnlyList<SegmentAttributes> segments = LabelDescriptions.Of(preset, layer.VoxelCounts, name, warnings);
                inputs.Add(segments);
                if (layer.Fault is { } fault)
                    faults.Add(fault);
                else if (segments.Count == 0)
                    faults.Add($"'{name}' holds {(layer.VoxelCounts.Count == 0 ? "no label" : $"labels {string.Join(", ", layer.VoxelCounts.Keys.Take(10))}")}; {preset.Name} names none of them.");
            }
        }

        ConversionException.ThrowIfAny(faults);
        return new SegmentationMetadata { SegmentAttributes = inputs, Warnings = warnings };
    }

    /// <summary>Takes the metadata of a <c>.seg.nrrd</c> file of 3D Slicer: one list of segments for each layer.</summary>
    /// <param name="volume">The volume, as it was read.</param>
    /// <exception cref="MetadataException">The keys contradict themselves, or name no segments.</exception>
    public static SegmentationMetadata FromSegNrrd(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        SegNrrdSegments segments = SegNrrdSegments.Of(volume);
        return new SegmentationMetadata { SegmentAttributes = [.. segments.Layers.Where(layer => layer.Count > 0)], Warnings = segments.Warnings };
    }
}
