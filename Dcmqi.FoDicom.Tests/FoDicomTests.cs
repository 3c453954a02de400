using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.StructuredReport;

namespace Dcmqi.Tests;

/// <summary>Objects handed over to fo-dicom and back, judged by fo-dicom's own files and by voxels.</summary>
public class FoDicomTests
{
    private const int Columns = 41, Rows = 31, Slices = 5;
    private const string RleLossless = "1.2.840.10008.1.2.5";

    private static readonly DicomDataset[] Images = Series();

    [Test]
    public void SourceImages_OfDataSets_HaveTheirGeometryAndPixels()
    {
        SourceImages images = Images.ToSourceImages();
        Assert.That(images.Geometry.ToString(), Does.Contain("41").And.Contain("31").And.Contain("5"));
        Volume<float> volume = images.ToVolume();
        Assert.That(volume.Voxels[(2 * Rows * Columns) + (3 * Columns) + 7], Is.EqualTo(200 + 30 + 7 - 1024));
    }

    [TestCase(SegmentationEncoding.Binary, PixelCompression.None)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.None)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.Rle)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.DeflatedFrame)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.Deflated)]
    public void Segmentation_ThroughFoDicom_KeepsEveryVoxel(SegmentationEncoding encoding, PixelCompression compression)
    {
        using Segmentation segmentation = Build(encoding);
        var options = new SaveOptions { Compression = compression };

        using Segmentation direct = segmentation.ToDicomDataset(options).ToSegmentation();
        AssertSame(segmentation, direct);

        // A file as fo-dicom writes it, read by both.
        var bytes = new MemoryStream();
        segmentation.ToDicomFile(options).Save(bytes);
        using Segmentation ours = Segmentation.Open(bytes.ToArray());
        AssertSame(segmentation, ours);
        bytes.Position = 0;
        FellowOakDicom.DicomFile read = FellowOakDicom.DicomFile.Open(bytes, FileReadOption.ReadLargeOnDemand);
        Assert.That(read.Dataset.GetSequence(DicomTag.SegmentSequence).Items[1].GetString(DicomTag.SegmentLabel), Is.EqualTo("Gewebe äöü"));
        using Segmentation back = read.ToSegmentation();
        AssertSame(segmentation, back);
    }

    [Test]
    public void Segmentation_ThatWasOpened_IsHandedOverOnDemand()
    {
        string path = Path.GetTempFileName();
        try
        {
            using Segmentation built = Build(SegmentationEncoding.Binary);
            built.Save(path);
            using Segmentation opened = Segmentation.Open(path);
            DicomDataset dataset = opened.ToDicomDataset();
            dataset.AddOrUpdate(DicomTag.InstitutionName, "Hospital");
            using Segmentation back = dataset.ToSegmentation();
            AssertSame(built, back);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void MapAndReport_ThroughFoDicom_AreTheSame()
    {
        SourceImages images = Images.ToSourceImages();
        float[] values = [.. Enumerable.Range(0, Columns * Rows * Slices).Select(index => index * 0.37f)];
        var quantity = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient");
        var metadata = new ParametricMapMetadata { Quantity = quantity, Unit = new CodedConcept("um2/s", "UCUM", "um2/s"), Derivation = quantity };
        using ParametricMap map = new ParametricMapBuilder(images, metadata).AddVolume(new Volume<float>(images.Geometry, values)).Build();
        using ParametricMap mapBack = map.ToDicomFile().ToParametricMap();
        Assert.That(mapBack.ToVolume().Voxels.ToArray(), Is.EqualTo(values));

        using Segmentation segmentation = Build(SegmentationEncoding.Binary);
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, images);
        using MeasurementReport report = new MeasurementReportBuilder(new MeasurementReportMetadata { SeriesDescription = "Measurements" }).AddMeasurements(measured).Build();
        using MeasurementReport reportBack = report.ToDicomFile().ToMeasurementReport();
        Assert.That(reportBack.Groups, Is.EqualTo(report.Groups));
    }

    [Test]
    public void FrameDecoder_OfRle_GivesTheFrame()
    {
        using Segmentation segmentation = Build(SegmentationEncoding.LabelMap);
        var fragments = segmentation.ToDicomDataset(new SaveOptions { Compression = PixelCompression.Rle }).GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
        byte[] native = segmentation.ToDicomDataset().GetDicomItem<DicomElement>(DicomTag.PixelData).Buffer.Data;
        var decoder = new FoDicomFrameDecoder(new DefaultTranscoderManager());
        Assert.That(decoder.CanDecode(RleLossless), Is.True);
        Assert.That(decoder.CanDecode("1.2.840.10008.1.2.4.90"), Is.False);
        var frame = new byte[Rows * Columns];
        decoder.Decode(fragments.Fragments[1].Data, new FrameDescription { TransferSyntaxUid = RleLossless, Rows = Rows, Columns = Columns, BitsAllocated = 8, BitsStored = 8 }, frame);
        Assert.That(frame, Is.EqualTo(native[frame.Length..(2 * frame.Length)]));
        Assert.That(() => decoder.Decode([1, 2, 3, 4], new FrameDescription { TransferSyntaxUid = RleLossless, Rows = Rows, Columns = Columns, BitsAllocated = 8, BitsStored = 8 }, frame), Throws.TypeOf<DicomFormatException>());
    }

    [Test]
    public void Codes_GoBothWays()
    {
        var concept = new CodedConcept("10200004", "SCT", "Liver", "20240701");
        DicomCodeItem item = concept.ToDicomCodeItem();
        Assert.That(item.ToCodedConcept(), Is.EqualTo(concept));
        Assert.That(item.ToCodedConcept().SchemeVersion, Is.EqualTo("20240701"));
        Assert.That(new DicomCodeItem("10200004", "SCT", "Liver").ToCodedConcept().SchemeVersion, Is.Null);
    }

    private static void AssertSame(Segmentation expected, Segmentation actual)
    {
        Assert.That(actual.Segments.Select(segment => segment.ToString()), Is.EqualTo(expected.Segments.Select(segment => segment.ToString())));
        LabelVolume one = expected.ToLabelMap(), other = actual.ToLabelMap();
        Assert.That(other.Geometry, Is.EqualTo(one.Geometry));
        using var left = new MemoryStream();
        using var right = new MemoryStream();
        expected.Save(left);
        actual.Save(right);
        Assert.That(Pixels(right), Is.EqualTo(Pixels(left)));
    }

    private static byte[] Pixels(MemoryStream file)
    {
        file.Position = 0;
        return FellowOakDicom.DicomFile.Open(file, FileReadOption.ReadAll).Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData).Buffer.Data;
    }

    private static Segmentation Build(SegmentationEncoding encoding)
    {
        SourceImages images = Images.ToSourceImages();
        byte[] labels = [.. Enumerable.Range(0, Columns * Rows * Slices).Select(index => (byte)(index % 7 == 0 ? 1 : index % 11 == 3 ? 2 : 0))];
        var metadata = new SegmentationMetadata
        {
            SegmentAttributes = [[Attributes(1, "Liver"), Attributes(2, "Gewebe äöü")]],
        };
        return new SegmentationBuilder(images, metadata) { Options = new() { Encoding = encoding } }.AddLabelMap(new Volume<byte>(images.Geometry, labels)).Build();
    }

    private static SegmentAttributes Attributes(int label, string name) => new()
    {
        LabelId = label,
        SegmentLabel = name,
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver"),
        AlgorithmType = SegmentAlgorithmType.Manual,
    };

    // An oblique CT series made by fo-dicom alone.
    private static DicomDataset[] Series()
    {
        DicomUID study = DicomUID.Generate(), series = DicomUID.Generate(), frame = DicomUID.Generate();
        return [.. Enumerable.Range(0, Slices).Select(slice => Slice(slice, study, series, frame))];
    }

    private static DicomDataset Slice(int slice, DicomUID study, DicomUID series, DicomUID frame)
    {
        // Axes (1, 0, 0), (0, 0.8, 0.6), normal (0, -0.6, 0.8), slices 2.5 mm apart.
        double along = slice * 2.5;
        ushort[] pixels = [.. Enumerable.Range(0, Rows * Columns).Select(index => (ushort)((slice * 100) + (index / Columns * 10) + (index % Columns)))];
        var bytes = new byte[pixels.Length * 2];
        Buffer.BlockCopy(pixels, 0, bytes, 0, bytes.Length);
        return new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.CTImageStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            { DicomTag.StudyInstanceUID, study },
            { DicomTag.SeriesInstanceUID, series },
            { DicomTag.FrameOfReferenceUID, frame },
            { DicomTag.PatientID, "P1" },
            { DicomTag.PatientName, "Doe^Jane" },
            { DicomTag.StudyDate, "20240102" },
            { DicomTag.StudyTime, "101112" },
            { DicomTag.Modality, "CT" },
            { DicomTag.InstanceNumber, slice + 1 },
            { DicomTag.ImagePositionPatient, -10m, (decimal)(20 - (0.6 * along)), (decimal)(0.8 * along) },
            { DicomTag.ImageOrientationPatient, 1m, 0m, 0m, 0m, 0.8m, 0.6m },
            { DicomTag.PixelSpacing, 1.5m, 0.75m },
            { DicomTag.SliceThickness, 2.5m },
            { DicomTag.Rows, (ushort)Rows },
            { DicomTag.Columns, (ushort)Columns },
            { DicomTag.SamplesPerPixel, (ushort)1 },
            { DicomTag.PhotometricInterpretation, "MONOCHROME2" },
            { DicomTag.BitsAllocated, (ushort)16 },
            { DicomTag.BitsStored, (ushort)16 },
            { DicomTag.HighBit, (ushort)15 },
            { DicomTag.PixelRepresentation, (ushort)0 },
            { DicomTag.RescaleIntercept, -1024m },
            { DicomTag.RescaleSlope, 1m },
            new DicomOtherWord(DicomTag.PixelData, new FellowOakDicom.IO.Buffer.MemoryByteBuffer(bytes)),
        };
    }
}
