using System.IO.Compression;
using BenchmarkDotNet.Attributes;

namespace Dcmqi.Benchmarks;

/// <summary>A gzipped NIfTI of a noisy 16-bit volume of 512 x 512 x 400 voxels: reading beside GZipStream alone, writing with one core and with two.</summary>
[MemoryDiagnoser]
public class CompressedVolumes
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks");
    private Volume<short> _volume = null!;
    private string _file = "";

    /// <summary>Cores that compress.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Makes the volume from the whole-body labels and noise of a fixed seed.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var labels = (Volume<byte>)VolumeFile.Read(BodyInputs.Make(_folder).LabelFile);
        var random = new Random(1);
        _volume = new Volume<short>(labels.Geometry);
        for (int voxel = 0; voxel < labels.Voxels.Length; voxel++)
            _volume.Voxels[voxel] = (short)((labels.Voxels[voxel] * 8) + random.Next(32));
        _file = Path.Combine(_folder, "noisy.nii.gz");
        Write();
    }

    /// <summary>The volume to a file, at the fastest level.</summary>
    [Benchmark]
    public void Write() => VolumeFile.Write(_file, _volume, new VolumeWriteOptions { Compression = CompressionLevel.Fastest, MaxDegreeOfParallelism = Threads });

    /// <summary>The file to a volume.</summary>
    [Benchmark]
    public Volume Read() => VolumeFile.Read(_file);

    /// <summary>The same bytes without a meaning, into memory of their own.</summary>
    [Benchmark(Baseline = true)]
    public byte[] InflateOnly()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((_volume.Voxels.Length * sizeof(short)) + 352);
        using FileStream file = File.OpenRead(_file);
        using var inflated = new GZipStream(file, CompressionMode.Decompress);
        inflated.ReadExactly(bytes);
        return bytes;
    }
}
