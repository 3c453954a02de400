using BenchmarkDotNet.Attributes;

namespace Dcmqi.Benchmarks;

/// <summary>What is read before any work begins.</summary>
[MemoryDiagnoser]
public class Reading
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
    private BodyInputs _inputs = null!;
    private string _dicomFile = "";

    /// <summary>Makes the inputs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _inputs = BodyInputs.Make(_folder);
        _dicomFile = Path.Combine(_folder, "body.dcm");
        if (!File.Exists(_dicomFile))
        {
            new SegmentationBuilder(SourceImages.Load(_inputs.DicomFolder), SegmentationMetadata.Load(_inputs.MetadataFile))
                .AddLabelMap(_inputs.LabelFile)
                .Build()
                .Save(_dicomFile);
        }
    }

    /// <summary>The headers of a segmentation with about 7,000 frames; its Pixel Data is not read.</summary>
    [Benchmark]
    public Segmentation OpenSegmentation() => Segmentation.Open(_dicomFile);

    /// <summary>The headers of 400 images.</summary>
    [Benchmark]
    public SourceImages LoadSourceImages() => SourceImages.Load(_inputs.DicomFolder);

    /// <summary>Metadata of 104 segments, checked against its schema.</summary>
    [Benchmark]
    public SegmentationMetadata LoadMetadata() => SegmentationMetadata.Load(_inputs.MetadataFile);

    /// <summary>105 MB of labels that are not compressed.</summary>
    [Benchmark]
    public Volume ReadNrrd() => VolumeFile.Read(_inputs.LabelFile);

    /// <summary>The same bytes without a meaning.</summary>
    [Benchmark(Baseline = true)]
    public byte[] ReadAllBytes() => File.ReadAllBytes(_inputs.LabelFile);
}
