namespace Dcmqi.Benchmarks;

/// <summary>Segmentations of many frames and of many segments. All is in memory, so that disks do not count.</summary>
internal static class SegmentationCurves
{
    private static readonly SegmentationEncoding[] Encodings = [SegmentationEncoding.Binary, SegmentationEncoding.LabelMap];

    /// <summary>A hundred segments side by side in each slice, or the slices themselves: frames grow with slices.</summary>
    public static void PrintFrames()
    {
        foreach (SegmentationEncoding encoding in Encodings)
        {
            int framesPerSlice = encoding == SegmentationEncoding.Binary ? 100 : 1;
            var curve = new Curve($"{encoding}, 40 x 25 pixels, 100 segments in each slice", "frames", runs: 2);
            foreach (int frames in new[] { 1_000, 10_000, 100_000, 1_000_000 })
                Measure(curve, frames, encoding, 40, 25, frames / framesPerSlice, 100, (pixel, _) => (ushort)(1 + (pixel / 10)));
            curve.Print();
        }
    }

    /// <summary>At least ten frames for each segment, whatever the number of segments.</summary>
    public static void PrintSegments()
    {
        foreach (SegmentationEncoding encoding in Encodings)
        {
            var curve = new Curve($"{encoding}, 16 x 8 pixels, two frames for each segment", "segments", runs: 2);
            foreach (int segments in new[] { 100, 1_000, 10_000, 65_535 })
            {
                int slices = 2 * segments;
                Measure(curve, segments, encoding, 16, 8, slices, segments, (pixel, slice) => pixel % 16 < 8 ? (ushort)(1 + (slice / 2)) : (ushort)0);
            }

            curve.Print();
        }
    }

    private static void Measure(Curve curve, int count, SegmentationEncoding encoding, int columns, int rows, int slices, int segments, Func<int, int, ushort> labelAt)
    {
        // Sources are not what is measured: the same object without.
        var geometry = new VolumeGeometry(new VolumeSize(columns, rows, slices), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        var labels = new Volume<ushort>(geometry);
        for (int slice = 0; slice < slices; slice++)
        {
            Span<ushort> pixels = labels.Slice(slice);
            for (int pixel = 0; pixel < pixels.Length; pixel++)
                pixels[pixel] = labelAt(pixel, slice);
        }

        SourceImages source = SourceImages.None(new CompositeContext { PatientId = "P-1" });
        SegmentationMetadata metadata = Metadata(segments);
        curve.Row(count, () =>
        {
            using var file = new MemoryStream();
            using Segmentation built = curve.Time("build", () => new SegmentationBuilder(source, metadata) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build());
            curve.Time("save", () => built.Save(file));
            file.Position = 0;
            using Segmentation opened = curve.Time("open", () => Segmentation.Open(file));
            curve.Time("label map", () => opened.ToLabelMap());
            curve.Time("statistics", () => opened.GetStatistics());
            curve.Time("one segment", () => opened.GetStatistics((segments + 1) / 2));
            curve.Time("metadata", () => opened.GetMetadata(SegmentGrouping.PerSegment));
            curve.Time("validate", () => opened.Validate());
        });
    }

    private static SegmentationMetadata Metadata(int segments) => new()
    {
        SegmentAttributes =
        [
            [
                .. Enumerable.Range(1, segments).Select(label => new SegmentAttributes
                {
                    LabelId = label,
                    SegmentLabel = $"Segment {label}",
                    SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
                    SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver"),
                    AlgorithmType = SegmentAlgorithmType.Automatic,
                    AlgorithmName = "Phantom",
                }),
            ],
        ],
    };
}
