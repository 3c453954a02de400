using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Dcmqi.Tests.Measurements;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>
/// With the same identifiers and times, both targets write the same bytes, and a change writes other bytes only where it is meant to. What is deflated is left out: each .NET has a compressor of its own.
/// </summary>
public class WrittenBytesTests
{
    private const string ApprovedFile = "Dcmqi.Core.Tests/Interop/WrittenBytes.approved.txt";

    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(37, 23, 7);

    [Test]
    public void Files_HaveTheApprovedBytes()
    {
        using var folder = new TemporaryFolder();
        var lines = new List<string>();
        foreach ((string name, Action<string> write) in Writers())
        {
            write(folder[name]);
            byte[] bytes = File.ReadAllBytes(folder[name]);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {bytes.Length} {Convert.ToHexString(SHA256.HashData(bytes))}\n"));
        }

        string actual = string.Concat(lines), path = Repository.Of(ApprovedFile);
        if (Environment.GetEnvironmentVariable("DCMQI_APPROVE") == "1")
            File.WriteAllText(path, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"Other bytes are written than before. If that is meant, run the tests with DCMQI_APPROVE=1 and commit {ApprovedFile}.");
    }

    private static IEnumerable<(string Name, Action<string> Write)> Writers()
    {
        VolumeWriteOptions plain = new() { Compression = CompressionLevel.NoCompression };
        foreach (SegmentationEncoding encoding in Enum.GetValues<SegmentationEncoding>())
        {
            foreach (PixelCompression compression in new[] { PixelCompression.None, PixelCompression.Rle, PixelCompression.JpegLs })
            {
                if (encoding != SegmentationEncoding.Binary || compression != PixelCompression.JpegLs)
                    yield return ($"{encoding}-{compression}.dcm", path => Segments(encoding).Save(path, new() { Compression = compression }));
            }

            yield return ($"{encoding}-slide.dcm", path => Slide(encoding).Save(path));
            yield return ($"{encoding}.nrrd", path => Segments(encoding).SaveVolume(path, new() { Writing = plain }));
        }

        foreach (ParametricMapPixelType type in Enum.GetValues<ParametricMapPixelType>())
        {
            yield return ($"{type}.dcm", path => Map(type).Save(path));
            yield return ($"{type}.nii", path => Map(type).SaveVolume(path, new() { Writing = plain }));
        }

        yield return ("structures.dcm", path => new RtStructureSetBuilder(CtSeries.Load(Geometry)) { Authorship = Seeded() }.AddLabelMap(Voxels(3), [.. Enumerable.Range(1, 3).Select(label => Labels.Segment(label))]).Build().Save(path));
        yield return ("report.dcm", Report);
    }

    private static Segmentation Segments(SegmentationEncoding encoding) =>
        new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(5)) { Options = new() { Encoding = encoding }, Authorship = Seeded() }.AddLabelMap(Voxels(5)).Build();

    private static Segmentation Slide(SegmentationEncoding encoding)
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(53, 37, 8, 8) { FocalPlanesUm = [0, 1.5] }.Stream()]);
        Volume<ushort> labels = Labels.Random(source.SlideLevels[0].Matrix.Geometry, 3, seed: 8);
        return new SlideSegmentationBuilder(source, Labels.Metadata(3)) { Options = new() { Encoding = encoding }, Authorship = Seeded() }.AddLabelMap(labels).Build();
    }

    private static ParametricMap Map(ParametricMapPixelType type) =>
        new ParametricMapBuilder(CtSeries.Load(Geometry), Maps.Adc) { Options = new() { PixelType = type }, Authorship = Seeded() }.AddVolume(Maps.Double(Geometry, 3)).Build();

    private static void Report(string path)
    {
        using var phantom = new ReportPhantom();
        phantom.Builder(Reports.Full(Reports.FullVolumetric(phantom), Reports.Planar(), Reports.Surface(), Reports.OfImages())).Build().Save(path);
    }

    private static Volume<ushort> Voxels(int segments) => Labels.Random(Geometry, segments, seed: 5);

    private static Authorship Seeded() => new() { Uids = new UidGenerator("written bytes"), TimeProvider = new FixedTime() };
}
