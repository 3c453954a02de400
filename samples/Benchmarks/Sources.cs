using BenchmarkDotNet.Attributes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>The headers of what was segmented, single-frame and multi-frame.</summary>
[MemoryDiagnoser]
public class Sources
{
    private const int Slices = 2000;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks", "sources");
    private string _enhanced = "";
    private string _series = "";

    /// <summary>Writes 2,000 images of one frame and one image of 2,000 frames.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var geometry = new VolumeGeometry(new VolumeSize(64, 64, Slices), new Vector3d(-20, -30, -400), new Vector3d(0.75, 0.75, 0.5), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        _series = Path.Combine(_folder, "series");
        _enhanced = Path.Combine(_folder, "enhanced.dcm");
        if (File.Exists(_enhanced))
            return;
        new PhantomSeries(geometry).Write(_series);
        File.WriteAllBytes(_enhanced, new PhantomMultiFrame([.. PhantomFrame.Of(geometry).Select(frame => frame with { StackId = "1", Time = 1 })]) { IsPerFrame = true }.File());
    }

    /// <summary>2,000 single-frame images.</summary>
    [Benchmark]
    public VolumeGeometry LoadSingleFrameImages() => SourceImages.Load(_series).Geometry;

    /// <summary>An enhanced image of 2,000 frames, with all functional groups per frame.</summary>
    [Benchmark]
    public VolumeGeometry LoadEnhancedImage() => SourceImages.Load(_enhanced).Geometry;
}
