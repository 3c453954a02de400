using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class EncodingTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(5, 3, 3);

    [Test]
    public void Build_LabelMap_HoldsNumbersAndBackground()
    {
        Volume<byte> labels = new(Geometry);
        labels[0, 0, 0] = 1;
        labels[4, 2, 2] = 2;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(2)) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }.AddLabelMap(labels).Build();

        DataSet dataSet = built.DataSet;
        byte[] pixels = dataSet.Find(Tags.PixelData)!.ToBulk().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(dataSet.GetString(Tags.SOPClassUID), Is.EqualTo("1.2.840.10008.5.1.4.1.1.66.7"));
            Assert.That(dataSet.GetInt32(Tags.BitsAllocated), Is.EqualTo(8));
            Assert.That(dataSet.GetInt32(Tags.PixelPaddingValue), Is.Zero);
            Assert.That(built.FrameCount, Is.EqualTo(2), "slice 1 is empty");
            Assert.That(pixels[0], Is.EqualTo(1));
            Assert.That(pixels[29], Is.EqualTo(2));
            Assert.That(pixels.Sum(pixel => pixel), Is.EqualTo(3));
            Assert.That(built.Segments.Select(segment => segment.Number), Is.EqualTo(new[] { 1, 2, 0 }));
            Assert.That(built.Segments[2].IsBackground);
            Assert.That(built.Segments[2].PropertyType, Is.EqualTo(new CodedConcept("125040", "DCM", "Background")));
            Assert.That(dataSet.GetItems(Tags.DimensionIndexSequence), Has.Count.EqualTo(1));
            Assert.That(dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[1].GetItem(Tags.FrameContentSequence)!.GetInt32s(Tags.DimensionIndexValues), Is.EqualTo(new[] { 2 }));
            Assert.That(dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[0].Contains(Tags.SegmentIdentificationSequence), Is.False);
            Assert.That(built.Metadata.SegmentAttributes.Single().Select(segment => segment.LabelId), Is.EqualTo(new[] { 1, 2 }), "the background is no segment");
        });
    }

    [Test]
    public void Build_LabelMapWithoutBackground_HasNeitherItemNorPadding()
    {
        Volume<byte> labels = new(Geometry);
        labels.Voxels.Fill(1);
        labels[2, 2, 2] = 2;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(2)) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }.AddLabelMap(labels).Build();

        Assert.That(built.DataSet.Contains(Tags.PixelPaddingValue), Is.False);
        Assert.That(built.Segments, Has.Count.EqualTo(2));
    }

    [Test]
    public void Build_LabelMapNumbersFromLabels_MayLeaveGaps()
    {
        Volume<ushort> labels = new(Geometry);
        labels[1, 0, 0] = 5;
        labels[1, 1, 0] = 1000;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata([5, 1000]))
        {
            Options = new() { Encoding = SegmentationEncoding.LabelMap },
            Numbering = SegmentNumbering.FromLabels,
        }.AddLabelMap(labels).Build();

        Assert.That(built.DataSet.GetInt32(Tags.BitsAllocated), Is.EqualTo(16));
        Assert.That(built.ToLabelMap(Geometry).Voxels.SequenceEqual(labels.Voxels));
    }

    [Test]
    public void Build_LabelMapOfOverlaps_IsRefusedNamingBothAndThePlace()
    {
        Volume<byte> first = new(Geometry) { Name = "a" };
        Volume<byte> second = new(Geometry) { Name = "b" };
        first[4, 2, 1] = 1;
        second[4, 2, 1] = 1;
        SegmentationBuilder builder = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata([1], [1])) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }
            .AddLabelMap(first).AddLabelMap(second);

        Assert.That(() => builder.Build(), Throws.InstanceOf<ConversionException>().With.Message.EqualTo(
            "Segments 1 (Segment 1) and 2 (Segment 1) overlap, first at column 4, row 2 of position 2; a label map holds one segment in a pixel. The encoding binary holds both."));
    }

    [Test]
    public void Build_Palette_HoldsTheColoursAndAProfile()
    {
        Volume<byte> labels = new(Geometry);
        labels[1, 1, 1] = 1;
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1))
        {
            Options = new() { Encoding = SegmentationEncoding.LabelMap, LabelMapColorModel = LabelMapColorModel.PaletteColor },
        }.AddLabelMap(labels).Build();

        DataSet dataSet = built.DataSet;
        Assert.Multiple(() =>
        {
            Assert.That(dataSet.GetString(Tags.PhotometricInterpretation), Is.EqualTo("PALETTE COLOR"));
            Assert.That(dataSet.GetInt32s(Tags.RedPaletteColorLookupTableDescriptor), Is.EqualTo(new[] { 4, 0, 8 }));

            // Black for the background, then (7, 254, 101), the colour of segment 1 in the test metadata, then entries that no pixel has.
            Assert.That(dataSet.Find(Tags.GreenPaletteColorLookupTableData)!.Value.ToArray(), Is.EqualTo(new byte[] { 0, 254, 255, 255 }));
            Assert.That(dataSet.GetItems(Tags.SegmentSequence).Any(item => item.Contains(Tags.RecommendedDisplayCIELabValue)), Is.False);

            Assert.That(built.Segments[0].DisplayColor, Is.EqualTo(new RgbColor(7, 254, 101)), "read back from the palette");

            // ICC: size first, 'acsp' at 36.
            byte[] profile = dataSet.Find(Tags.ICCProfile)!.Value.ToArray();
            Assert.That(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(profile), Is.EqualTo(profile.Length));
            Assert.That(profile[36..40], Is.EqualTo("acsp"u8.ToArray()));
        });
    }

    [Test]
    public void Build_Fractions_AreRoundedToSteps()
    {
        Volume<float> fractions = new(Geometry) { Name = "p.nrrd" };
        fractions[0, 0, 0] = 1;
        fractions[1, 0, 0] = 0.5f;
        fractions[2, 0, 0] = 0.001f;
        fractions[3, 0, 0] = 0.1f;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1))
        {
            Options = new() { Encoding = SegmentationEncoding.Fractional, MaximumFractionalValue = 100 },
        }.AddFractions(fractions).Build();

        Assert.Multiple(() =>
        {
            Assert.That(built.DataSet.Find(Tags.PixelData)!.ToBulk().ToArray()[..4], Is.EqualTo(new byte[] { 100, 50, 0, 10 }));
            Assert.That(built.DataSet.GetString(Tags.SegmentationFractionalType), Is.EqualTo("PROBABILITY"));
            Assert.That(built.DataSet.GetInt32(Tags.MaximumFractionalValue), Is.EqualTo(100));
            Assert.That(built.ToLabelMap().Voxels.ToArray()[..4], Is.EqualTo(new ushort[] { 1, 1, 0, 0 }), "one half and more");
        });
    }

    [TestCase(1.25f, "1.25")]
    [TestCase(-0.5f, "-0.5")]
    [TestCase(float.NaN, "NaN")]
    public void Build_NoFractions_NamesTheFirstVoxel(float value, string text)
    {
        Volume<float> fractions = new(Geometry) { Name = "p.nrrd" };
        fractions[4, 1, 2] = value;
        SegmentationBuilder builder = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional } }.AddFractions(fractions);

        Assert.That(() => builder.Build(), Throws.InstanceOf<ConversionException>().With.Message.StartsWith($"'p.nrrd' holds no fractions: voxel (4, 1, 2) is {text}; values from 0 to 1 are expected."));
    }

    [Test]
    public void Build_MasksAndLayers_AreSegmentsEach()
    {
        Volume<float> mask = new(Geometry) { Name = "m.nrrd" };
        mask[0, 0, 0] = 0.25f;
        mask[1, 0, 0] = 255;
        Volume<byte> layers = new(Geometry, new byte[2 * 45], VolumeComponentAxis.List, 2) { Name = "l.nrrd" };
        layers[0, 0, 0, 0] = 1;
        layers[0, 0, 0, 1] = 1;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata([1], [1], [1])).AddMask(mask).AddLabelMap(layers).Build();

        Assert.That(built.Segments.Select(segment => segment.Number), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(built.ToMask(1).Voxels.ToArray()[..3], Is.EqualTo(new byte[] { 1, 1, 0 }));
        Assert.That(built.SegmentsOverlap, Is.EqualTo(SegmentsOverlap.Yes));
    }

    [Test]
    public void Save_BinaryAsJpegLs_SaysWhatToUseInstead()
    {
        Volume<byte> labels = new(Geometry);
        labels[1, 1, 1] = 1;
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1)).AddLabelMap(labels).Build();
        Assert.That(() => built.Save(new MemoryStream(), new() { Compression = PixelCompression.JpegLs }), Throws.ArgumentException.With.Message.Contains("Use PixelCompression.Rle"));
    }
}
