using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class ConversionTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(9, 7, 5);
    private static readonly Volume<ushort> Volume = Labels.Random(Geometry, 4, 11);

    [Test]
    public void ConvertTo_AnyToAny_KeepsVoxelsAndWords([Values] SegmentationEncoding from, [Values] SegmentationEncoding to, [Values] LabelMapColorModel colors)
    {
        Segmentation first = Built(from, colors);
        Segmentation second = first.ConvertTo(new() { Encoding = to, LabelMapColorModel = colors });
        Segmentation back = second.ConvertTo(new() { Encoding = from });

        Assert.Multiple(() =>
        {
            Assert.That(second.Encoding, Is.EqualTo(to));
            Assert.That(second.ToLabelMap(Geometry).Voxels.SequenceEqual(Volume.Voxels), "converted");
            Assert.That(back.ToLabelMap(Geometry).Voxels.SequenceEqual(Volume.Voxels), "and back");
            Assert.That(second.SopInstanceUid, Is.Not.EqualTo(first.SopInstanceUid));
            Assert.That(second.SeriesInstanceUid, Is.Not.EqualTo(first.SeriesInstanceUid));
            Assert.That(back.GetMetadata(SegmentGrouping.PerSegment).ToJson(), Is.EqualTo(Built(SegmentationEncoding.Binary).GetMetadata(SegmentGrouping.PerSegment).ToJson()), "names, codes and colours");
            Assert.That(second.GetFrame(1).SourceInstanceUids, Has.Count.EqualTo(1));
            Assert.That(second.Validate().Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);
        });
    }

    [Test]
    public void ConvertTo_Threshold_DecidesWhatIsInside()
    {
        var fractions = new Volume<float>(Geometry);
        for (int voxel = 0; voxel < fractions.Voxels.Length; voxel++)
            fractions.Voxels[voxel] = voxel / (float)fractions.Voxels.Length;
        Segmentation fractional = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional } }.AddFractions(fractions).Build();

        Segmentation binary = fractional.ConvertTo(new() { Encoding = SegmentationEncoding.Binary }, new SegmentationConversion { Threshold = 0.8 });

        long expected = fractions.Voxels.ToArray().Count(value => (byte)((value * 255) + 0.5) >= 204);
        Assert.That(binary.GetStatistics(1).VoxelCount, Is.EqualTo(expected));
        Volume<float> kept = fractional.ConvertTo(new() { Encoding = SegmentationEncoding.Fractional }).ToFractions(1);
        Assert.That(kept.Voxels.ToArray(), Is.EqualTo(fractional.ToFractions(1).Voxels.ToArray()), "fractions stay fractions");
    }

    [Test]
    public void ConvertTo_SomeSegments_AreNumberedFromOneOrKept()
    {
        Segmentation binary = Built(SegmentationEncoding.Binary).ConvertTo(new() { Encoding = SegmentationEncoding.Binary }, new SegmentationConversion { Segments = [2, 4] });
        Segmentation labelMap = Built(SegmentationEncoding.Binary).ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }, new SegmentationConversion { Segments = [2, 4] });

        Assert.That(binary.Segments.Select(segment => (segment.Number, segment.Label)), Is.EqualTo(new[] { (1, "Segment 2"), (2, "Segment 4") }));
        Assert.That(labelMap.Metadata.SegmentAttributes[0].Select(segment => segment.LabelId), Is.EqualTo(new[] { 2, 4 }));
        Assert.That(
            () => Built(SegmentationEncoding.Binary).ConvertTo(new() { Encoding = SegmentationEncoding.Binary }, new SegmentationConversion { Segments = [2, 9] }),
            Throws.InstanceOf<ConversionException>().With.Message.EqualTo("There is no segment 9 to keep; the segments are 1, 2, 3, 4."));
    }

    [Test]
    public void Merge_TwoObjects_CountsSegmentsAnewAndUnitesPlanes()
    {
        Segmentation[] parts =
        [
            Built(SegmentationEncoding.Binary).ConvertTo(new() { Encoding = SegmentationEncoding.Binary }, new SegmentationConversion { Segments = [1, 3] }),
            Built(SegmentationEncoding.LabelMap).ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }, new SegmentationConversion { Segments = [2, 4] }),
        ];
        Segmentation merged = Segmentation.Merge(parts);

        ushort[] numbers = [0, 1, 3, 2, 4];
        Assert.That(merged.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "Segment 1", "Segment 3", "Segment 2", "Segment 4" }));
        Assert.That(merged.ToLabelMap(Geometry).Voxels.ToArray().Select(label => numbers[label]), Is.EqualTo(Volume.Voxels.ToArray()));
    }

    [Test]
    public void Merge_OtherGridOrPatient_ListsAllFaults()
    {
        VolumeGeometry other = Grids.Oblique(8, 7, 5);
        Segmentation stranger = new SegmentationBuilder(CtSeries.Load(other, (_, image) => image.Set(Tags.PatientID, "P2")), Labels.Metadata(1)).AddLabelMap(Labels.Random(other, 1, 1)).Build();

        ConversionException error = Assert.Throws<ConversionException>(() => Segmentation.Merge([Built(SegmentationEncoding.Binary), stranger]))!;
        Assert.That(error.Faults, Has.Count.EqualTo(2));
        Assert.That(error.Faults[0], Is.EqualTo("Segmentation 2: Patient ID (0010,0020) is 'P2', but that of segmentation 1 is 'P1'."));
    }

    [Test]
    public void GetStatistics_AnyEncoding_AreThoseOfANaiveCount([Values] SegmentationEncoding encoding)
    {
        Segmentation segmentation = Built(encoding);
        LabelVolume labels = segmentation.ToLabelMap();
        foreach (SegmentStatistics statistics in segmentation.GetStatistics())
        {
            var indices = new List<(int X, int Y, int Z)>();
            for (int z = 0; z < labels.Geometry.Size.Z; z++)
            {
                for (int y = 0; y < labels.Geometry.Size.Y; y++)
                {
                    for (int x = 0; x < labels.Geometry.Size.X; x++)
                    {
                        if (labels[x, y, z] == statistics.SegmentNumber)
                            indices.Add((x, y, z));
                    }
                }
            }

            Vector3d centroid = labels.Geometry.IndexToPatient(indices.Average(index => index.X), indices.Average(index => index.Y), indices.Average(index => index.Z));
            Assert.Multiple(() =>
            {
                Assert.That(statistics.VoxelCount, Is.EqualTo(indices.Count));
                Assert.That(statistics.VolumeMl, Is.EqualTo(indices.Count * 0.75 * 1.25 * 2.5 / 1000).Within(1e-9));
                Assert.That((statistics.CentroidMm!.Value - centroid).Length, Is.LessThan(1e-9));
                Assert.That(statistics.FirstIndex, Is.EqualTo((indices.Min(index => index.X), indices.Min(index => index.Y), indices.Min(index => index.Z))));
                Assert.That(statistics.LastIndex, Is.EqualTo((indices.Max(index => index.X), indices.Max(index => index.Y), indices.Max(index => index.Z))));
                Assert.That(segmentation.GetStatistics(statistics.SegmentNumber), Is.EqualTo(statistics));
            });
        }
    }

    [Test]
    public void ReadFrame_OneFrame_HoldsItsSlice()
    {
        Segmentation segmentation = Built(SegmentationEncoding.LabelMap);
        ushort[] labels = new ushort[63];
        segmentation.ReadFrame(2, labels);
        Assert.That(labels, Is.EqualTo(segmentation.ToLabelMap().Slice(segmentation.GetFrame(2).Slice).ToArray()));
        Assert.That(() => segmentation.GetFrame(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Frames are numbered 1 to"));
    }

    [TestCase(PixelCompression.None)]
    [TestCase(PixelCompression.Rle)]
    public void ConvertToAndSave_TextInLatin1_StaysWhatItIs(PixelCompression compression)
    {
        DataSet dataSet = Built(SegmentationEncoding.Binary).DataSet.Clone();
        dataSet.SetBytes(Tags.PatientName, VR.PN, new byte[] { (byte)'M', 0xFC, (byte)'l', (byte)'l', (byte)'e', (byte)'r' });
        dataSet.GetItems(Tags.SegmentSequence)[0].SetBytes(Tags.SegmentDescription, VR.ST, new byte[] { 0xE9, (byte)'t' });
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        byte[] bytes = stream.ToArray();
        int characterSet = bytes.AsSpan().IndexOf("ISO_IR 192"u8);
        "ISO_IR 100"u8.CopyTo(bytes.AsSpan(characterSet));
        var latin = Segmentation.Open(new MemoryStream(bytes));
        foreach (Segmentation segmentation in new[] { latin, latin.ConvertTo(new() { Encoding = SegmentationEncoding.Binary }), latin.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }, new SegmentationConversion { Segments = [1] }) })
        {
            using var saved = new MemoryStream();
            segmentation.Save(saved, new() { Compression = compression });
            saved.Position = 0;
            var back = Segmentation.Open(saved);
            Assert.That(back.DataSet.GetText(Tags.PatientName), Is.EqualTo("M\u00fcller"));
            Assert.That(back.Segments.First(segment => segment.Number == 1).Description, Is.EqualTo("\u00e9t"));
        }
    }

    private static Segmentation Built(SegmentationEncoding encoding, LabelMapColorModel colors = LabelMapColorModel.Monochrome2) =>
        new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(4)) { Options = new() { Encoding = encoding, LabelMapColorModel = colors } }.AddLabelMap(Volume).Build();
}
