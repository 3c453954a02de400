using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Dcmqi.Benchmarks;

/// <summary>104 segments in 512 x 512 x 400 voxels, to DICOM (237 MB) and back, beside a plain copy of the same bytes.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 10)]
[MemoryDiagnoser]
public class WholeBody
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
    private BodyInputs _inputs = null!;
    private string _dicomFile = "";

    /// <summary>Makes the inputs and one output to read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _inputs = BodyInputs.Make(_folder);
        _dicomFile = Path.Combine(_folder, "body.dcm");
        Write();
    }

    /// <summary>The least that writing the output could take.</summary>
    [Benchmark(Baseline = true)]
    public void CopyOutput() => File.Copy(_dicomFile, Path.Combine(_folder, "copy.dcm"), overwrite: true);

    /// <summary>Images, labels and metadata to DICOM.</summary>
    [Benchmark]
    public void Write() =>
        new SegmentationBuilder(SourceImages.Load(_inputs.DicomFolder), SegmentationMetadata.Load(_inputs.MetadataFile))
            .AddLabelMap(_inputs.LabelFile)
            .Build()
            .Save(_dicomFile);

    /// <summary>DICOM to one label volume that is not compressed.</summary>
    [Benchmark]
    public void Read() => VolumeFile.Write(
        Path.Combine(_folder, "back.nrrd"),
        Segmentation.Open(_dicomFile).ToLabelMap(),
        new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
}
