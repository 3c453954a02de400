using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>What is written in a way that the standard leaves open, for the sake of receivers; and label maps that their writers did not describe wholly.</summary>
public class LabelMapForReceiversTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(7, 5, 3);

    [Test]
    public void Build_LabelMap_BackgroundStandsLast()
    {
        Segmentation built = Build(LabelMapColorModel.Monochrome2, 3, default);

        Assert.That(built.DataSet.GetItems(Tags.SegmentSequence).Select(item => item.GetInt32(Tags.SegmentNumber)), Is.EqualTo(new int?[] { 1, 2, 3, 0 }));
        Assert.That(built.Segments.Single(segment => segment.IsBackground).Number, Is.Zero);
        Assert.That(built.ConvertTo(new SegmentationOptions()).Segments, Has.Count.EqualTo(3));
    }

    // dciodvfy: an odd number of entries has a wrong length, and tables that leave their highest bit unused are bad.
    [Test]
    public void Build_Palette_DciodvfyAcceptsDarkColorsAndAnyNumberOfSegments([Values(1, 2, 3, 4)] int segments, [Values(0, 40, 255)] int brightness)
    {
        Segmentation built = Build(LabelMapColorModel.PaletteColor, segments, new RgbColor((byte)brightness, (byte)(brightness / 2), 3));

        int[] descriptor = built.DataSet.GetInt32s(Tags.RedPaletteColorLookupTableDescriptor);
        Assert.That(descriptor[0] % 2, Is.Zero);
        Assert.That(built.Segments.Where(segment => !segment.IsBackground).Select(segment => segment.DisplayColor), Is.All.EqualTo(new RgbColor((byte)brightness, (byte)(brightness / 2), 3)));
        using var folder = new TemporaryFolder();
        built.Save(folder["palette.dcm"]);

        // Its edition knows no Label Map Segmentation, so only what it says of the tables counts.
        string output = ExternalProgram.Find("dciodvfy", "dicom3tools").Run(folder["palette.dcm"]).Output;
        Assert.That(output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("Lookup", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public void Open_ValuesThatNoSegmentDescribes_AreToldByReadingAndByValidate()
    {
        DataSet dataSet = Build(LabelMapColorModel.Monochrome2, 4, default).DataSet.ShallowCopy();
        dataSet.SetItems(Tags.SegmentSequence, dataSet.GetItems(Tags.SegmentSequence).Where(item => item.GetInt32(Tags.SegmentNumber) is not (2 or 4)).ToArray());
        Segmentation opened = Reopen(dataSet);

        ValidationFinding finding = opened.Validate().Single(finding => finding.Clause == "PS3.3 C.8.20.2.3.3");

        Assert.Multiple(() =>
        {
            Assert.That(finding.Severity, Is.EqualTo(ValidationSeverity.Error));
            Assert.That(finding.Message, Is.EqualTo("holds the values 2, 4, which Segment Sequence (0062,0002) does not describe"));
            Assert.That(opened.ToLabelMap().Warnings, Has.Some.EqualTo("Pixel Data (7FE0,0010) holds the values 2, 4, which Segment Sequence (0062,0002) does not describe; labels are kept as they stand."));
            Assert.That(Reopen(Build(LabelMapColorModel.Monochrome2, 4, default).DataSet).Validate(), Is.Empty);
        });
    }

    [Test]
    public void Validate_FrameThatCannotBeRead_IsAFinding()
    {
        Segmentation built = Build(LabelMapColorModel.Monochrome2, 4, default);
        using var stream = new MemoryStream();
        built.Save(stream, new() { Compression = PixelCompression.Rle });
        byte[] bytes = stream.ToArray();

        // The first frame's RLE header (PS3.5 G.5) counts 15 segments behind the Basic Offset Table.
        int pixels = bytes.AsSpan().LastIndexOf((byte[])[0xE0, 0x7F, 0x10, 0x00]);
        int table = BitConverter.ToInt32(bytes, pixels + 16);
        bytes[pixels + 20 + table + 8] = 15;

        using var damaged = new MemoryStream(bytes);
        ValidationFinding finding = Segmentation.Open(damaged).Validate().Single();
        Assert.That(finding.Message, Does.StartWith("cannot be read: "));
        Assert.That(finding.Severity, Is.EqualTo(ValidationSeverity.Error));
    }

    private static Segmentation Reopen(DataSet dataSet)
    {
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }

    private static Segmentation Build(LabelMapColorModel colorModel, int segments, RgbColor color)
    {
        var metadata = new SegmentationMetadata
        {
            SegmentAttributes = [[.. Enumerable.Range(1, segments).Select(label => new SegmentAttributes
            {
                LabelId = label,
                SegmentLabel = $"Part {label}",
                SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
                SegmentedPropertyType = Codes.Sct.Liver,
                AlgorithmType = SegmentAlgorithmType.Manual,
                RecommendedDisplayRgb = color,
            })]],
        };
        return new SegmentationBuilder(CtSeries.Load(Geometry), metadata) { Options = new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap, LabelMapColorModel = colorModel } }
            .AddLabelMap(Labels.Random(Geometry, segments, seed: 7))
            .Build();
    }
}
