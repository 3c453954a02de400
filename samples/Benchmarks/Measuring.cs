using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Dcmqi.Benchmarks;

/// <summary>104 segments of 512 x 512 x 400 voxels measured on an image, apart from reading it.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
[MemoryDiagnoser]
public class Measuring
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
    private Segmentation _segmentation = null!;
    private Volume _image = null!;

    /// <summary>Whether the image has 16-bit values, as CT has, or real ones.</summary>
    [Params(false, true)]
    public bool IsReal { get; set; }

    /// <summary>Makes the segmentation and an image of noise with a fixed seed.</summary>
    [GlobalSetup]
    public void Setup() => (_segmentation, _image) = Inputs(_folder, IsReal);

    /// <summary>The least that it could take: all segments as labels.</summary>
    [Benchmark(Baseline = true)]
    public LabelVolume ReadLabels() => _segmentation.ToLabelMap();

    /// <summary>Everything but what needs a mesh.</summary>
    [Benchmark]
    public SegmentMeasurements AllButMesh() =>
        SegmentMeasurements.Measure(_segmentation, _image, new SegmentMeasurementOptions { Families = FeatureFamily.Shape | FeatureFamily.AllIntensity });

    /// <summary>Meshes and diameters.</summary>
    [Benchmark]
    public SegmentMeasurements Mesh() =>
        SegmentMeasurements.MeasureShapes(_segmentation, new SegmentMeasurementOptions { Families = FeatureFamily.Mesh | FeatureFamily.Diameters });

    /// <summary>Everything.</summary>
    [Benchmark]
    public SegmentMeasurements All() => SegmentMeasurements.Measure(_segmentation, _image);

    /// <summary>The segmentation of the whole body and an image of its size.</summary>
    internal static (Segmentation Segmentation, Volume Image) Inputs(string folder, bool isReal)
    {
        BodyInputs inputs = BodyInputs.Make(folder);
        string file = Path.Combine(folder, "body.dcm");
        if (!File.Exists(file))
        {
            new SegmentationBuilder(SourceImages.Load(inputs.DicomFolder), SegmentationMetadata.Load(inputs.MetadataFile))
                .AddLabelMap(inputs.LabelFile)
                .Build()
                .Save(file);
        }

        var segmentation = Segmentation.Open(file);
        VolumeGeometry geometry = SourceImages.Load(inputs.DicomFolder).Geometry;
        var random = new Random(1);
        var image = new Volume<short>(geometry);
        foreach (ref short voxel in image.Voxels)
            voxel = (short)(random.Next(400) - 200);
        if (!isReal)
            return (segmentation, image);
        var real = new Volume<float>(geometry);
        for (int voxel = 0; voxel < real.Voxels.Length; voxel++)
            real.Voxels[voxel] = image.Voxels[voxel] * 0.37f;
        return (segmentation, real);
    }
}
