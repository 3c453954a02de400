using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Dcmqi.Benchmarks;

/// <summary>Pictures of the whole body: 512 x 512 pixels, 104 segments, from an opened segmentation.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 10)]
[MemoryDiagnoser]
public class Pictures
{
    private const int Slice = 150;
    private SourceImages _source = null!;
    private Segmentation _segmentation = null!;

    /// <summary>Makes the inputs and opens them.</summary>
    [GlobalSetup]
    public void Setup()
    {
        string folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
        BodyInputs inputs = BodyInputs.Make(folder);
        _source = SourceImages.Load(inputs.DicomFolder);
        string file = Path.Combine(folder, "binary.dcm");
        new SegmentationBuilder(_source, SegmentationMetadata.Load(inputs.MetadataFile)).AddLabelMap(inputs.LabelFile).Build().Save(file);
        _segmentation = Segmentation.Open(file);
    }

    /// <summary>One slice, drawn.</summary>
    [Benchmark(Baseline = true)]
    public void OneSlice() => Picture.Of(_source, _segmentation, new() { Slice = Slice }).Dispose();

    /// <summary>One slice, drawn and encoded.</summary>
    [Benchmark]
    public byte[] OneSlicePng()
    {
        using Picture picture = Picture.Of(_source, _segmentation, new() { Slice = Slice });
        return picture.ToPng();
    }

    /// <summary>Twenty slices.</summary>
    [Benchmark]
    public void Montage() => Picture.Montage(_source, _segmentation, 20).Dispose();

    /// <summary>The largest values, seen from the front, with all segments.</summary>
    [Benchmark]
    public void Mip() => Picture.Mip(_source, _segmentation, new() { Plane = PicturePlane.Coronal }).Dispose();
}
