using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Dcmqi.Benchmarks;

/// <summary>The whole body as a label map in every compression; and what is asked of its binary form in a warm process.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 10)]
[MemoryDiagnoser]
public class Encodings
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
    private BodyInputs _inputs = null!;
    private Segmentation _labelMap = null!;
    private Segmentation _binary = null!;
    private string _binaryFile = "";

    /// <summary>Makes the inputs, a label map to save, and a binary file to read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _inputs = BodyInputs.Make(_folder);
        _labelMap = Build(SegmentationEncoding.LabelMap);
        _binaryFile = Path.Combine(_folder, "binary.dcm");
        Build(SegmentationEncoding.Binary).Save(_binaryFile);
        _binary = Segmentation.Open(_binaryFile);
    }

    /// <summary>Images, labels and metadata to a label map that is not compressed.</summary>
    [Benchmark(Baseline = true)]
    public void WriteLabelMap() => Build(SegmentationEncoding.LabelMap).Save(Path.Combine(_folder, "labelmap.dcm"));

    /// <summary>A built label map to a file.</summary>
    /// <param name="compression">How it is compressed.</param>
    [Benchmark]
    [Arguments(PixelCompression.None)]
    [Arguments(PixelCompression.Rle)]
    [Arguments(PixelCompression.JpegLs)]
    [Arguments(PixelCompression.DeflatedFrame)]
    [Arguments(PixelCompression.Deflated)]
    public void SaveLabelMap(PixelCompression compression) => _labelMap.Save(Path.Combine(_folder, "labelmap.dcm"), new() { Compression = compression });

    /// <summary>All segments of the binary object in one volume.</summary>
    [Benchmark]
    public LabelVolume ReadMerged() => Segmentation.Open(_binaryFile).ToLabelMap();

    /// <summary>One segment of 104.</summary>
    [Benchmark]
    public Volume<byte> ReadOneSegment() => _binary.ToMask(52);

    /// <summary>Headers, segments and frame index of about 7,100 frames.</summary>
    [Benchmark]
    public Segmentation Open() => Segmentation.Open(_binaryFile);

    private Segmentation Build(SegmentationEncoding encoding) =>
        new SegmentationBuilder(SourceImages.Load(_inputs.DicomFolder), SegmentationMetadata.Load(_inputs.MetadataFile)) { Options = new() { Encoding = encoding } }
            .AddLabelMap(_inputs.LabelFile)
            .Build();
}
