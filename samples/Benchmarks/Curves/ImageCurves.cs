using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>Folders of many images.</summary>
internal static class ImageCurves
{
    public static void Print()
    {
        var curve = new Curve("A folder of images", "images", runs: 2);
        foreach (int images in new[] { 500, 5_000, 50_000 })
        {
            string folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks", $"images-{images}");
            var geometry = new VolumeGeometry(new VolumeSize(16, 12, images), default, new Vector3d(1, 1, 0.25), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
            if (!Directory.Exists(folder))
                new PhantomSeries(geometry).Write(folder);
            var labels = new Volume<byte>(geometry);
            labels.Voxels[(labels.Voxels.Length / 3)..(labels.Voxels.Length / 2)].Fill(1);
            curve.Row(images, () =>
            {
                SourceImages source = curve.Time("load", () => SourceImages.Load(folder));
                curve.Time("geometry", () => source.Geometry);
                curve.Time("pixels", () => source.ToVolume());
                curve.Time("segmentation", () => new SegmentationBuilder(source, Metadata).AddLabelMap(labels).Build());
            });
        }

        curve.Print();
    }

    private static SegmentationMetadata Metadata { get; } = new()
    {
        SegmentAttributes =
        [
            [
                new SegmentAttributes
                {
                    LabelId = 1,
                    SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
                    SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver"),
                    AlgorithmType = SegmentAlgorithmType.Automatic,
                    AlgorithmName = "Phantom",
                },
            ],
        ],
    };
}
