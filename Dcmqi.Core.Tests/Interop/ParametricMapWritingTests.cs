using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Maps that we write are decoded by somebody else (pydicom and numpy), compared with what went in, and judged by dciodvfy.</summary>
[AskedOnce]
public class ParametricMapWritingTests
{
    [TestCase(ParametricMapPixelType.Float, false)]
    [TestCase(ParametricMapPixelType.Float, true)]
    [TestCase(ParametricMapPixelType.Double, true)]
    [TestCase(ParametricMapPixelType.UInt16, false)]
    [TestCase(ParametricMapPixelType.UInt16, true)]
    [TestCase(ParametricMapPixelType.UInt8, false)]
    public void ObliqueNonSquare_DecodedByPydicom_IsTheSame(ParametricMapPixelType type, bool hasHoles)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(37, 29, 11);
        Volume<double> volume = Maps.Double(geometry, 17);
        if (type == ParametricMapPixelType.Float)
            volume = new Volume<double>(geometry, Array.ConvertAll(volume.Voxels.ToArray(), value => (double)(float)value));
        if (hasHoles)
            volume.Voxels[5] = volume.Voxels[400] = double.NaN;
        VolumeFile.Write(folder["volume.nrrd"], volume, new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        bool isWhole = type is ParametricMapPixelType.UInt16 or ParametricMapPixelType.UInt8;

        ParametricMap map = new ParametricMapBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams()), Maps.Adc) { Options = new() { PixelType = type, PaddingValue = isWhole && hasHoles ? 65535 : null } }
            .AddVolume(volume).Build();
        map.Save(folder["map.dcm"]);

        string[] arguments = [Repository.Of("Dcmqi.Core.Tests/Interop/check_parametric_map.py"), folder["map.dcm"], folder["volume.nrrd"]];
        if (isWhole)
            arguments = [.. arguments, FormattableString.Invariant($"{map.LargestRoundingError * (1 + 1e-9):R}")];
        (int exitCode, string output) = python.Run(arguments);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.StartWith($"same: {volume.Voxels.Length} voxels in 11 frames"));
        if (type != ParametricMapPixelType.UInt8)
            DicomJudges.AssertSound(folder["map.dcm"]);
        Assert.That(map.Validate().Count(finding => finding.Severity == ValidationSeverity.Error), type == ParametricMapPixelType.UInt8 ? Is.EqualTo(1) : Is.Zero, "PS3.3 C.8.32.2 has 16 bits only.");
    }

    [Test]
    public void QuantitiesAndSeries_AreSound()
    {
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(8, 6, 3);
        SourceImages source = SourceImages.Load(new PhantomSeries(geometry).Streams());
        new ParametricMapBuilder(source, Maps.Adc).AddVolume(Maps.Float(geometry, 1)).AddVolume(Maps.Float(geometry, 2), Maps.Transfer).Build().Save(folder["two.dcm"]);
        float[] values = [.. Maps.Values(geometry, 3).Concat(Maps.Values(geometry, 4)).Select(value => (float)value)];
        new ParametricMapBuilder(source, Maps.Adc).AddVolume(new Volume<float>(geometry, values, VolumeComponentAxis.Time, 2)).Build().Save(folder["time.dcm"]);

        DicomJudges.AssertSound(folder["two.dcm"]);
        DicomJudges.AssertSound(folder["time.dcm"]);
    }
}
