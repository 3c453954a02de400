using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Dcmqi.Benchmarks;

/// <summary>512 x 512 x 400 real values of 32 bits (419 MB) to DICOM and back, beside a plain copy of the same bytes.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 10)]
[MemoryDiagnoser]
public class ParametricMaps
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
    private BodyInputs _inputs = null!;
    private string _volumeFile = "";
    private string _dicomFile = "";

    private static ParametricMapMetadata Metadata { get; } = new()
    {
        Quantity = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"),
        Unit = new CodedConcept("um2/s", "UCUM", "um2/s"),
        Derivation = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"),
    };

    /// <summary>How pixels are stored.</summary>
    [Params(ParametricMapPixelType.Float, ParametricMapPixelType.UInt16)]
    public ParametricMapPixelType PixelType { get; set; }

    /// <summary>Makes the inputs and one output to read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _inputs = BodyInputs.Make(_folder);
        _volumeFile = Path.Combine(_folder, "values.nrrd");
        _dicomFile = Path.Combine(_folder, $"map-{PixelType}.dcm");
        if (!File.Exists(_volumeFile))
        {
            var labels = (Volume<byte>)VolumeFile.Read(_inputs.LabelFile);
            var random = new Random(1);
            var values = new Volume<float>(labels.Geometry);
            for (int voxel = 0; voxel < values.Voxels.Length; voxel++)
                values.Voxels[voxel] = labels.Voxels[voxel] + random.NextSingle();
            VolumeFile.Write(_volumeFile, values, new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        }

        Write();
    }

    /// <summary>The least that writing the output could take.</summary>
    [Benchmark(Baseline = true)]
    public void CopyOutput() => File.Copy(_dicomFile, Path.Combine(_folder, "copy.dcm"), overwrite: true);

    /// <summary>Images, values and metadata to DICOM.</summary>
    [Benchmark]
    public void Write() =>
        new ParametricMapBuilder(SourceImages.Load(_inputs.DicomFolder), Metadata) { Options = new() { PixelType = PixelType } }
            .AddVolume(_volumeFile)
            .Build()
            .Save(_dicomFile);

    /// <summary>DICOM to real-world values in a file that is not compressed.</summary>
    [Benchmark]
    public void Read() => VolumeFile.Write(
        Path.Combine(_folder, "back.nrrd"),
        ParametricMap.Open(_dicomFile).ToVolume(),
        new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
}
