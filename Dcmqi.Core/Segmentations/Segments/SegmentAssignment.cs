using System.Globalization;

namespace Dcmqi.Segmentations;

/// <summary>Brings labels and metadata together: which label of which input becomes which segment.</summary>
internal sealed class SegmentAssignment(SegmentationMetadata metadata, SegmentationEncoding encoding, SegmentNumbering numbering, EmptyContent emptySegments, List<string> faults, List<string> warnings)
{
    // PS3.3 C.8.20.2: Segment Number is US.
    private const int LargestSegmentNumber = 65535;

    private const int MostLabelsNamed = 10;

    private readonly SortedSet<long> _undescribed = [];

    /// <summary>The labels that nothing describes, of all inputs.</summary>
    public IReadOnlyList<long> UndescribedLabels => [.. _undescribed];

    /// <summary>Says of each input what its labels mean: what was given with it, else an inner list of the metadata, by file mapping or in order.</summary>
    /// <returns>The inputs in the order in which their segments are counted. Only to be used where no fault was found.</returns>
    public IReadOnlyList<DescribedLayer> Describe(IReadOnlyList<SegmentInput> inputs)
    {
        List<LabelLayer> layers = [.. inputs.Where(input => input.Segments is null).Select(input => input.Layer)];
        int groups = metadata.SegmentAttributes.Count;
        if (groups == layers.Count)
            layers = InMetadataOrder(layers);
        else if (layers.Count == inputs.Count)
            faults.Add($"The metadata describes {Count(groups, "input")} (outer list of segmentAttributes), but {Were(layers.Count)} added.");
        else
            faults.Add($"The metadata describes {Count(groups, "input")} (outer list of segmentAttributes), but {Were(layers.Count)} added without segments of their own.");

        int group = 0;
        var described = new List<DescribedLayer>(inputs.Count);
        foreach (SegmentInput input in inputs)
        {
            if (input.Segments is { } segments)
                described.Add(new DescribedLayer(input.Layer, segments, "what was given with it"));
            else if (group < Math.Min(groups, layers.Count))
                described.Add(new DescribedLayer(layers[group], metadata.SegmentAttributes[group], $"/segmentAttributes/{group++}"));
        }

        return described;

        static string Were(int count) => $"{Count(count, "label map")} {(count == 1 ? "was" : "were")}";
    }

    /// <summary>The segments, ascending by number. Only to be used where no fault was found.</summary>
    public IReadOnlyList<PlannedSegment> Assign(IReadOnlyList<DescribedLayer> layers)
    {
        var segments = new List<PlannedSegment>();
        for (int index = 0; index < layers.Count; index++)
            AssignLayer(index, layers[index], segments);

        if (segments.Count == 0 && faults.Count == 0)
            faults.Add($"No voxel is set in {string.Join(", ", layers.Select(layer => $"'{layer.Layer.Name}'"))}, so there is nothing to write.");
        if (segments.Count > LargestSegmentNumber)
            faults.Add($"{Counted.Of(segments.Count, "segment", "is", "are")} too many: Segment Number goes to {LargestSegmentNumber}.");
        return numbering == SegmentNumbering.FromLabels ? NumberFromLabels(segments, layers) : segments;
    }

    private List<LabelLayer> InMetadataOrder(List<LabelLayer> layers)
    {
        IReadOnlyList<string> mapping = metadata.SegmentAttributesFileMapping;
        if (mapping.Count == 0)
            return layers;
        if (mapping.Count != layers.Count)
            faults.Add($"segmentAttributesFileMapping names {Count(mapping.Count, "file")}, but segmentAttributes describes {Count(layers.Count, "input")}.");

        var ordered = new List<LabelLayer>(layers.Count);
        foreach (string file in mapping)
        {
            LabelLayer[] named = [.. layers.Where(layer => layer.Name == Path.GetFileName(file))];
            if (named.Length == 1)
                ordered.Add(named[0]);
            else
                faults.Add($"segmentAttributesFileMapping names '{file}', which {(named.Length == 0 ? "is not among the inputs" : "several inputs are called")}: {string.Join(", ", layers.Select(layer => $"'{layer.Name}'"))}.");
        }

        return ordered.Count == layers.Count ? ordered : layers;
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private void AssignLayer(int index, DescribedLayer described, List<PlannedSegment> segments)
    {
        LabelLayer layer = described.Layer;
        if (layer.HoldsOneSegment)
        {
            AssignOneSegment(index, described, segments);
            return;
        }

        TellUndescribed(described);
        foreach (SegmentAttributes segment in described.Segments.OrderBy(segment => segment.LabelId))
        {
            if (layer.VoxelCounts.ContainsKey(segment.LabelId) || emptySegments == EmptyContent.Keep)
                segments.Add(new PlannedSegment(segments.Count + 1, segment, index, segment.LabelId));
            else
                warnings.Add($"{Begin(described.Place)} describes label {segment.LabelId} ({segment.SegmentLabel ?? segment.SegmentedPropertyType.Meaning}), but '{layer.Name}' holds {(layer.VoxelCounts.Count == 0 ? "no label" : $"labels {string.Join(", ", layer.VoxelCounts.Keys)}")}. The segment is left out; set EmptySegments to EmptyContent.Keep to write it without frames.");
        }
    }

    // Many labels without a description are one mistake, mostly an image given in place of a label map.
    private void TellUndescribed(DescribedLayer described)
    {
        LabelLayer layer = described.Layer;
        HashSet<long> labels = [.. described.Segments.Select(segment => (long)segment.LabelId)];
        _undescribed.UnionWith(layer.VoxelCounts.Keys.Where(label => !labels.Contains(label)));
        string[] undescribed = [.. layer.VoxelCounts.Where(count => !labels.Contains(count.Key)).Select(count => string.Create(
            CultureInfo.InvariantCulture, $"label {count.Key} ({count.Value} voxel{(count.Value == 1 ? "" : "s")})"))];
        string describes = $"{described.Place} does not describe; it describes {string.Join(", ", described.Segments.Select(segment => segment.LabelId))}.";
        if (undescribed.Length <= MostLabelsNamed)
            faults.AddRange(undescribed.Select(label => $"'{layer.Name}' holds {label}, which {describes}"));
        else
            faults.Add($"'{layer.Name}' holds {Counted.Of(undescribed.Length, "label")} that {describes} Is it a label map? The first are {string.Join(", ", undescribed.Take(MostLabelsNamed))}.");
    }

    private void AssignOneSegment(int index, DescribedLayer described, List<PlannedSegment> segments)
    {
        LabelLayer layer = described.Layer;
        if (described.Segments.Count != 1)
            faults.Add($"'{layer.Name}' is one segment, but {described.Place} describes {described.Segments.Count}.");
        else if (layer.VoxelCounts.Count > 0 || emptySegments == EmptyContent.Keep)
            segments.Add(new PlannedSegment(segments.Count + 1, described.Segments[0], index, LabelLayer.OnlyLabel));
        else
            warnings.Add($"'{layer.Name}' holds no voxel above 0. Its segment is left out; set EmptySegments to EmptyContent.Keep to write it without frames.");
    }

    private static string Begin(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private IReadOnlyList<PlannedSegment> NumberFromLabels(List<PlannedSegment> segments, IReadOnlyList<DescribedLayer> layers)
    {
        List<PlannedSegment> numbered = [.. segments.Select(segment => segment with { Number = segment.Attributes.LabelId }).OrderBy(segment => segment.Number)];
        foreach (IGrouping<int, PlannedSegment> shared in numbered.GroupBy(segment => segment.Number).Where(group => group.Count() > 1))
            faults.Add($"Label {shared.Key} is in {string.Join(" and ", shared.Select(segment => $"'{layers[segment.Layer].Layer.Name}'"))}, so it cannot be the Segment Number of both. Number them in order (SegmentNumbering.Sequential), or use other labels.");
        // PS3.3 C.8.20.2: only the numbers of a label map may leave gaps.
        if (encoding == SegmentationEncoding.LabelMap)
            return numbered;
        int[] missing = [.. Enumerable.Range(1, numbered.Count == 0 ? 0 : numbered[^1].Number).Except(numbered.Select(segment => segment.Number)).Take(10)];
        if (missing.Length > 0)
            faults.Add($"Segment Numbers are 1, 2, 3 and so on (PS3.3 C.8.20.2), but the labels {string.Join(", ", numbered.Select(segment => segment.Number).Take(10))} leave out {string.Join(", ", missing)}. Number them in order (SegmentNumbering.Sequential), or take SegmentationEncoding.LabelMap, which may leave gaps.");
        return numbered;
    }
}
