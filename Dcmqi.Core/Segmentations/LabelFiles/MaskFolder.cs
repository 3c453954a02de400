using Dcmqi.Metadata;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>A folder with one mask file for each structure, which the file is named after.</summary>
internal static class MaskFolder
{
    private static readonly string[] Endings = [".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz"];

    /// <summary>The masks and what each is, in the order of the preset's labels, then of the names.</summary>
    public static IReadOnlyList<(string Path, SegmentAttributes Segment)> Of(string folder, LabelTable? preset, List<string> warnings)
    {
        (string Path, string Name)[] files =
        [
            .. Directory.EnumerateFiles(folder).Where(path => Endings.Contains(VolumeFileNames.ExtensionOf(path)) && !Path.GetFileName(path).StartsWith('.'))
                .Select(path => (path, Path.GetFileName(path)[..^VolumeFileNames.ExtensionOf(path).Length])).OrderBy(file => file.Item2, StringComparer.Ordinal),
        ];
        if (files.Length == 0)
            throw new ConversionException($"There is no volume in '{folder}'. Expected a mask for each structure, such as liver.nii.gz.");

        // What the preset does not have is numbered behind it.
        int next = (preset is { Count: > 0 } ? preset[^1].Label : 0) + 1;
        string[] unknown = [.. files.Where(file => preset is not null && preset.Find(file.Name) is null).Select(file => $"'{file.Name}'")];
        if (unknown.Length > 0)
            warnings.Add($"{preset!.Name} has no {string.Join(", ", unknown)}.");
        (string Path, LabelTableEntry Entry)[] masks =
            [.. files.Select(file => (file.Path, preset?.Find(file.Name) ?? new LabelTableEntry { Label = next++, Name = file.Name })).OrderBy(mask => mask.Item2.Label)];
        var table = new LabelTable(preset?.Name ?? $"'{Path.GetFileName(Path.GetFullPath(folder))}'", masks.Select(mask => mask.Entry)) { AlgorithmName = preset?.AlgorithmName };
        IReadOnlyList<SegmentAttributes> segments = LabelDescriptions.Of(table, [.. table], warnings);
        return [.. masks.Select((mask, index) => (mask.Path, segments[index]))];
    }
}
