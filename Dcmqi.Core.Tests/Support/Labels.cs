namespace Dcmqi.Tests.Support;

/// <summary>Label volumes and the metadata that goes with them.</summary>
internal static class Labels
{
    /// <summary>Boxes of labels 1 to <paramref name="segments"/> at random places; every label has at least one voxel where there is room.</summary>
    public static Volume<ushort> Random(VolumeGeometry geometry, int segments, int seed)
    {
        var random = new Random(seed);
        var volume = new Volume<ushort>(geometry) { Name = "labels.nrrd" };
        VolumeSize size = geometry.Size;
        for (int box = 0; box < 4 * segments; box++)
        {
            ushort label = (ushort)(1 + (box % segments));
            (int x, int y, int z) = (random.Next(size.X), random.Next(size.Y), random.Next(size.Z));
            int endX = Math.Min(size.X, x + 1 + random.Next(4));
            int endY = Math.Min(size.Y, y + 1 + random.Next(4));
            for (int row = y; row < endY; row++)
                volume.Slice(z).Slice((row * size.X) + x, endX - x).Fill(label);
        }

        // Each label once more, last, so that none was covered by others.
        for (int label = 1; label <= segments && label <= size.VoxelCount; label++)
            volume.Voxels[(int)((label - 1L) * size.VoxelCount / segments)] = (ushort)label;
        return volume;
    }

    public static SegmentAttributes Segment(int label, string? name = null) => new()
    {
        LabelId = label,
        SegmentLabel = name ?? $"Segment {label}",
        SegmentDescription = $"Description {label}",
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver"),
        AlgorithmType = SegmentAlgorithmType.SemiAutomatic,
        AlgorithmName = "Test",
        RecommendedDisplayRgb = new RgbColor((byte)(label * 7), (byte)(255 - label), 101),
    };

    /// <summary>One inner list for each array of labels.</summary>
    public static SegmentationMetadata Metadata(params int[][] labelsOfInputs) => new()
    {
        ContentCreatorName = "Doe^John",
        SeriesDescription = "Test segmentation",
        SeriesNumber = "301",
        SegmentAttributes = [.. labelsOfInputs.Select(labels => labels.Select(label => Segment(label)).ToArray())],
    };

    public static SegmentationMetadata Metadata(int segments) => Metadata([.. Enumerable.Range(1, segments)]);
}
