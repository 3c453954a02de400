using System.IO.Compression;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Every encoding and compression that we write, decoded and judged by other people's programs: pydicom with numpy, DCMTK, dicom3tools.</summary>
[AskedOnce]
public class SegmentationEncodingWritingTests
{
    private TemporaryFolder _folder = null!;

    private static IEnumerable<TestCaseData> Kinds() =>
        from kind in new[] { "Binary", "LabelMap8", "LabelMap16", "LabelMapPalette", "Fractional" }
        from compression in Enum.GetValues<PixelCompression>()
        where kind != "Binary" || compression != PixelCompression.JpegLs
        select new TestCaseData(kind, compression);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // Odd sizes, so that neither rows, nor frames, nor the whole end at a byte or a pair of bytes.
    [TestCaseSource(nameof(Kinds))]
    public void ObliquePhantom_DecodedByOthers_IsTheSame(string kind, PixelCompression compression)
    {
        VolumeGeometry geometry = ObliqueGrid.Of(13, 11, 5);
        Volume<ushort> labels = Labels.Random(geometry, 7, 5);
        Segmentation built = Builder(kind, SourceImages.Load(new PhantomSeries(geometry).Streams()), Labels.Metadata(7)).AddLabelMap(labels).Build();
        Judge(built, compression, labels);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Liver_DecodedByOthers_IsTheSame(string kind, PixelCompression compression)
    {
        SourceImages source = SourceImages.Load(Repository.Data("segmentations/ct-3slice"));
        Volume labels = VolumeFile.Read(Repository.Data("segmentations/liver_seg.nrrd"));
        SegmentationMetadata metadata = SegmentationMetadata.Load(Repository.Data("metadata/seg-example.json"));
        Judge(Builder(kind, source, metadata).AddLabelMap(labels).Build(), compression, labels);
    }

    [TestCase(PixelCompression.None)]
    [TestCase(PixelCompression.Deflated)]
    [TestCase(PixelCompression.Rle)]
    [TestCase(PixelCompression.JpegLs)]
    [TestCase(PixelCompression.DeflatedFrame)]
    public void Fractions_DecodedByOthers_AreRoundedToTheNearestStep(PixelCompression compression)
    {
        VolumeGeometry geometry = ObliqueGrid.Of(9, 7, 3);
        var random = new Random(11);
        var builder = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams()), Labels.Metadata([1], [1]))
        {
            Options = new() { Encoding = SegmentationEncoding.Fractional, FractionalType = FractionalType.Occupancy, MaximumFractionalValue = 200 },
        };
        var expected = new List<Volume>();
        for (int segment = 0; segment < 2; segment++)
        {
            double[] values = [.. Enumerable.Range(0, (int)geometry.Size.VoxelCount).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble())];
            builder.AddFractions(new Volume<double>(geometry, values));
            expected.Add(new Volume<byte>(geometry, Array.ConvertAll(values, value => (byte)Math.Floor((value * 200) + 0.5))));
        }

        Judge(builder.Build(), compression, [.. expected]);
    }

    [Test]
    public void HighestSegmentNumber_SixteenBitsInEveryCompression_IsTheSame()
    {
        VolumeGeometry geometry = ObliqueGrid.Of(5, 3, 3);
        var labels = new Volume<ushort>(geometry);
        labels.Voxels.Fill(256);
        labels[4, 2, 2] = 65535;
        labels[0, 0, 0] = 1;
        foreach (PixelCompression compression in Enum.GetValues<PixelCompression>())
        {
            var builder = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams()), Labels.Metadata([1, 256, 65535]))
            {
                Options = new() { Encoding = SegmentationEncoding.LabelMap },
                Numbering = SegmentNumbering.FromLabels,
            };
            Judge(builder.AddLabelMap(labels).Build(), compression, labels);
        }
    }

    [Test]
    public void Merge_FractionsOfOtherSteps_KeepTheirValues()
    {
        VolumeGeometry geometry = ObliqueGrid.Of(5, 3, 2);
        SourceImages source = SourceImages.Load(new PhantomSeries(geometry).Streams());
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, (int)geometry.Size.VoxelCount).Select(_ => random.NextDouble())];
        Segmentation[] parts = [.. new[] { 100, 255, 1 }.Select(maximum => new SegmentationBuilder(source, Labels.Metadata(1))
        {
            Options = new() { Encoding = SegmentationEncoding.Fractional, MaximumFractionalValue = maximum },
        }.AddFractions(new Volume<double>(geometry, values)).Build())];

        Segmentation merged = Segmentation.Merge(parts, new() { Encoding = SegmentationEncoding.Fractional });
        Assert.That(merged.ToFractions(1).Voxels.ToArray(), Is.EqualTo(values).Within(0.0051), "steps of 1/100");
        Assert.That(merged.ToFractions(2).Voxels.ToArray(), Is.EqualTo(values).Within(0.0071), "steps of 1/255, then 1/100");
        Assert.That(merged.ToFractions(3).Voxels.ToArray(), Is.EqualTo(values.Select(value => value < 0.5 ? 0f : 1f)), "all or nothing");
    }

    private static SegmentationBuilder Builder(string kind, SourceImages source, SegmentationMetadata metadata) => new(source, metadata)
    {
        Options = new()
        {
            Encoding = kind == "Binary" ? SegmentationEncoding.Binary : kind == "Fractional" ? SegmentationEncoding.Fractional : SegmentationEncoding.LabelMap,
            LabelMapBitDepth = kind == "LabelMap16" ? LabelMapBitDepth.Sixteen : LabelMapBitDepth.Smallest,
            LabelMapColorModel = kind == "LabelMapPalette" ? LabelMapColorModel.PaletteColor : LabelMapColorModel.Monochrome2,
        },
    };

    private void Judge(Segmentation built, PixelCompression compression, params Volume[] expected)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        string file = _folder["segmentation.dcm"];
        built.Save(file, new() { Compression = compression });

        AssertValid(DicomFile.Open(file).DataSet);
        AssertSound(file, built.Encoding, compression);
        string decoded = DecodedByDcmtk(file, compression);
        string[] volumes = [.. expected.Select((volume, index) => Write(volume, $"expected-{index}.nrrd"))];
        (int exitCode, string output) = python.Run(["-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_encoding.py"), decoded, .. volumes]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.StartWith("same: ").And.Not.StartWith("same: 0 "));
        if (decoded != file && built.Encoding == SegmentationEncoding.LabelMap)
            VoxelEquality.AssertSame(Segmentation.Open(file).ToLabelMap(), Segmentation.Open(decoded).ToLabelMap(), "decoded by DCMTK, read here");
    }

    // All that the standard's tables ask, with what they ask of values.
    private static void AssertValid(DataSet dataSet)
    {
        var findings = new FindingList();
        DataSetChecker.Check(dataSet, "segmentation", findings);
        SegmentationRules.Check(dataSet, findings);
        Assert.That(findings.ToList().Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);
    }

    // dciodvfy predates label maps and frames that are deflated one by one, and so does DCMTK 3.6.7, which still reads the elements of both.
    private static void AssertSound(string file, SegmentationEncoding encoding, PixelCompression compression)
    {
        if (encoding != SegmentationEncoding.LabelMap && compression == PixelCompression.None)
        {
            DicomJudges.AssertSound(file);
            return;
        }

        if (compression == PixelCompression.DeflatedFrame)
            return;
        (int exitCode, string output) = ExternalProgram.Find("dcmdump", "dcmtk").Run("-q", file);
        Assert.That(exitCode, Is.Zero, output[..Math.Min(output.Length, 400)]);
    }

    // What DCMTK decodes is given on to pydicom native; the rest pydicom and numpy decode.
    private string DecodedByDcmtk(string file, PixelCompression compression)
    {
        if (compression != PixelCompression.JpegLs)
            return file;
        string decoded = _folder["decoded.dcm"];
        (int exitCode, string output) = ExternalProgram.Find("dcmdjpls", "dcmtk").Run(file, decoded);
        Assert.That(exitCode, Is.Zero, output);
        return decoded;
    }

    private string Write(Volume volume, string name)
    {
        VolumeFile.Write(_folder[name], volume, new VolumeWriteOptions { Compression = CompressionLevel.NoCompression });
        return _folder[name];
    }
}
