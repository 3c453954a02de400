using System.Globalization;

namespace Dcmqi.Terminology;

/// <summary>The segments in the keys of a <c>.seg.nrrd</c> file of 3D Slicer, layer by layer.</summary>
internal sealed class SegNrrdHeader
{
    // PS3.3 C.8.20.2: Segment Number is US.
    private const int MostSegments = ushort.MaxValue;

    private SegNrrdHeader(IReadOnlyList<IReadOnlyList<SegNrrdSegment>> layers, IReadOnlyList<SegNrrdExtent?> extents, IReadOnlyList<string> warnings)
    {
        Layers = layers;
        Extents = extents;
        Warnings = warnings;
    }

    /// <summary>The segments of each layer: of each value that a voxel has.</summary>
    public IReadOnlyList<IReadOnlyList<SegNrrdSegment>> Layers { get; }

    /// <summary>For each layer what all its segments lie in; <see langword="null"/> where one of them does not say it, and where there are none.</summary>
    public IReadOnlyList<SegNrrdExtent?> Extents { get; }

    public IReadOnlyList<string> Warnings { get; }

    /// <inheritdoc cref="Of(string?, IReadOnlyDictionary{string, string}, int)"/>
    public static SegNrrdHeader? Of(Volume volume) => Of(volume.Name, volume.Properties, volume.Components);

    /// <summary>The segments that a volume's keys name, or <see langword="null"/> where they name none.</summary>
    /// <param name="path">The file; <see langword="null"/> where it has no name.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="components">The number of its layers.</param>
    /// <exception cref="MetadataException">The keys contradict themselves or the volume; every fault is listed.</exception>
    public static SegNrrdHeader? Of(string? path, IReadOnlyDictionary<string, string> keys, int components)
    {
        if (!keys.ContainsKey("Segment0_ID"))
            return null;
        var text = new LabelTableText(path is null ? "the volume" : Path.GetFileName(path));
        var faults = new List<MetadataViolation>();
        var warnings = new List<string>();
        var layers = new List<SegNrrdSegment>[components];
        for (int layer = 0; layer < layers.Length; layer++)
            layers[layer] = [];

        // 3D Slicer counts up while there is an ID.
        for (int number = 0; number < MostSegments && keys.TryGetValue($"Segment{number}_ID", out string? id); number++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"Segment{number}_");

            // Before LabelValue and Layer there was a layer for each segment.
            int layer = Number(keys, prefix + "Layer", number, 0, layers.Length - 1, faults);
            int label = Number(keys, prefix + "LabelValue", 1, 1, ushort.MaxValue, faults);
            if (layer < 0 || label < 0)
                continue;
            if (layers[layer].Find(other => other.Label == label) is { } same)
                faults.Add(new MetadataViolation { Pointer = prefix + "LabelValue", Line = 0, Message = $"is {label}, as that of '{same.Name}' in the same layer is." });
            if (!keys.TryGetValue(prefix + "Name", out string? name) || string.IsNullOrWhiteSpace(name))
            {
                name = string.IsNullOrWhiteSpace(id) ? $"Segment {number + 1}" : id;
                warnings.Add($"{text.Name}: {prefix}Name is missing; '{name}' was taken.");
            }

            layers[layer].Add(new SegNrrdSegment(label, name, ColorOf(keys.GetValueOrDefault(prefix + "Color") ?? keys.GetValueOrDefault(prefix + "DefaultColor")), TagsOf(keys.GetValueOrDefault(prefix + "Tags") ?? ""))
            {
                Extent = ExtentOf(keys, prefix + "Extent", faults),
            });
        }

        return faults.Count > 0 ? throw new MetadataException(faults, text.Name) : new SegNrrdHeader(layers, Array.ConvertAll(layers, Union), warnings);
    }

    private static SegNrrdExtent? ExtentOf(IReadOnlyDictionary<string, string> keys, string key, List<MetadataViolation> faults)
    {
        if (!keys.TryGetValue(key, out string? text))
            return null;
        if (SegNrrdExtent.TryParse(text, out SegNrrdExtent extent))
            return extent;
        faults.Add(new MetadataViolation { Pointer = key, Line = 0, Message = $"is '{text}'; expected six whole numbers: the first and last column, row and slice, such as 0 511 0 511 0 99." });
        return null;
    }

    private static SegNrrdExtent? Union(List<SegNrrdSegment> layer)
    {
        if (layer.Count == 0 || layer.Exists(segment => segment.Extent is null))
            return null;
        SegNrrdExtent union = layer[0].Extent!.Value;
        foreach (SegNrrdSegment segment in layer)
            union = union.With(segment.Extent!.Value);
        return union;
    }

    private static int Number(IReadOnlyDictionary<string, string> keys, string key, int absent, int least, int most, List<MetadataViolation> faults)
    {
        bool isGiven = keys.TryGetValue(key, out string? text);
        int number = absent;
        if ((!isGiven || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) && number >= least && number <= most)
            return number;
        faults.Add(new MetadataViolation { Pointer = key, Line = 0, Message = $"is {(isGiven ? $"'{text}'" : $"missing, which means {absent}")}; expected a whole number from {least} to {most}." });
        return -1;
    }

    // Three numbers from 0 to 1; what is none is 0.5, as 3D Slicer has it.
    private static RgbColor? ColorOf(string? text)
    {
        string[] parts = text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length < 3 ? null : new RgbColor(Channel(parts[0]), Channel(parts[1]), Channel(parts[2]));

        static byte Channel(string part) =>
            (byte)Math.Round(255 * (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0.5));
    }

    private static Dictionary<string, string> TagsOf(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string tag in text.Split('|'))
        {
            int colon = tag.IndexOf(':');
            if (colon > 0)
                tags.TryAdd(tag[..colon], tag[(colon + 1)..]);
        }

        return tags;
    }
}
