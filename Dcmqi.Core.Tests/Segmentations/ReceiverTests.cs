using Dcmqi.Segmentations;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class ReceiverTests
{
    // 8 x 6 pixels are whole bytes, 9 x 7 are not.
    private static readonly VolumeGeometry Whole = Grids.Oblique(8, 6, 4);
    private static readonly VolumeGeometry Odd = Grids.Oblique(9, 7, 4);

    [TestCase(Receiver.Any, true, false, SegmentationEncoding.Binary, false, "")]
    [TestCase(Receiver.Any, false, true, SegmentationEncoding.Binary, false, "slices are lost|garbled")]
    [TestCase(Receiver.Ohif, true, false, SegmentationEncoding.Binary, false, "")]
    [TestCase(Receiver.Ohif, false, false, SegmentationEncoding.LabelMap, false, "")]
    [TestCase(Receiver.Ohif, true, true, SegmentationEncoding.Binary, true, "")]
    [TestCase(Receiver.Ohif, false, true, SegmentationEncoding.LabelMap, true, "")]
    [TestCase(Receiver.Slicer, false, true, SegmentationEncoding.Binary, false, "")]
    [TestCase(Receiver.Orthanc, false, false, SegmentationEncoding.Binary, false, "error 400")]
    [TestCase(Receiver.Highdicom, false, true, SegmentationEncoding.Binary, false, "")]
    [TestCase(Receiver.FoDicom, true, false, SegmentationEncoding.Binary, false, "")]
    [TestCase(Receiver.FoDicom, false, true, SegmentationEncoding.LabelMap, true, "")]
    public void ChooseFor_Receiver_TakesTheFirstFormThatIsShownRight(Receiver receiver, bool hasWholeBytes, bool overlaps, SegmentationEncoding expected, bool splits, string warning)
    {
        using Segmentation segmentation = Built(hasWholeBytes ? Whole : Odd, overlaps);
        ReceiverChoice choice = segmentation.ChooseFor(receiver);
        Assert.Multiple(() =>
        {
            Assert.That(choice.Options.Encoding, Is.EqualTo(expected));
            Assert.That(choice.Compression, Is.EqualTo(PixelCompression.None));
            Assert.That(choice.Splits, Is.EqualTo(splits));
            Assert.That(string.Join('|', choice.Warnings), warning.Length == 0 ? Is.Empty : Does.Contain(warning.Split('|')[0]).And.Contain(warning.Split('|')[^1]));
            Assert.That(choice.Reason, Does.StartWith($"For {ReceiverTable.NameOf(receiver)}: ").And.Contain(expected == SegmentationEncoding.Binary ? "binary, not compressed" : "label map, not compressed"));
        });
    }

    [Test]
    public void ChooseFor_Ohif_SaysWhyNotBits() => Assert.That(
        Built(Odd, false).ChooseFor(Receiver.Ohif).Reason,
        Is.EqualTo("For OHIF 3.13.2: label map, not compressed (exact). Not binary, not compressed, rows x columns no multiple of 8: garbled: dcmjs reads the bits of a byte the wrong way round, and a byte of padding stops it."));

    [Test]
    public void ChooseFor_Constraints_StandOrAreRefused()
    {
        using Segmentation segmentation = Built(Odd, false);
        ReceiverChoice rle = segmentation.ChooseFor(Receiver.Ohif, new() { Compression = PixelCompression.JpegLs });
        Assert.That((rle.Options.Encoding, rle.Compression), Is.EqualTo((SegmentationEncoding.LabelMap, PixelCompression.JpegLs)));
        Assert.That(segmentation.ChooseFor(Receiver.Slicer, new() { Encoding = SegmentationEncoding.LabelMap }).Warnings.Single(), Does.Contain("not by older ones"));
        Assert.That(segmentation.ChooseFor(Receiver.Slicer, new() { Compression = PixelCompression.Rle }).Warnings.Single(), Does.Contain("not tried"));
        Assert.That(
            () => segmentation.ChooseFor(Receiver.Ohif, new() { LabelMapColorModel = LabelMapColorModel.PaletteColor }),
            Throws.InstanceOf<ConversionException>().With.Message.EqualTo("OHIF 3.13.2 does not show this segmentation in any form that is left: label map with a palette, not compressed: garbage."));
        Assert.That(() => segmentation.ChooseFor(Receiver.Ohif, new() { Compression = PixelCompression.DeflatedFrame }), Throws.InstanceOf<ConversionException>().With.Message.Contains("never loaded"));
        Assert.That(() => segmentation.ChooseFor((Receiver)17), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ChooseFor_FractionsForOhif_BecomeSegmentsWithAWarning()
    {
        using Segmentation fractional = Built(Whole, true).ConvertTo(new() { Encoding = SegmentationEncoding.Fractional });
        ReceiverChoice choice = fractional.ChooseFor(Receiver.Ohif);
        Assert.That((choice.Options.Encoding, choice.Splits), Is.EqualTo((SegmentationEncoding.Binary, true)));
        Assert.That(choice.Warnings.Single(), Does.Contain("Fractions become segments"));
        Assert.That(fractional.ChooseFor(Receiver.Highdicom).Options.Encoding, Is.EqualTo(SegmentationEncoding.Fractional));
    }

    [Test]
    public void For_Receiver_IsRightForAnySize() => Assert.That(
        Enum.GetValues<Receiver>().Select(receiver => (receiver, SegmentationOptions.For(receiver).Encoding)),
        Is.EqualTo(new[]
        {
            (Receiver.Any, SegmentationEncoding.Binary),
            (Receiver.Ohif, SegmentationEncoding.LabelMap),
            (Receiver.Slicer, SegmentationEncoding.Binary),
            (Receiver.Orthanc, SegmentationEncoding.Binary),
            (Receiver.Highdicom, SegmentationEncoding.Binary),
            (Receiver.FoDicom, SegmentationEncoding.LabelMap),
        }));

    [Test]
    public void SplitWithoutOverlaps_Overlaps_KeepsEverySegmentAndWhatIsSaidOfIt([Values] SegmentationEncoding encoding)
    {
        using Segmentation whole = Built(Odd, true);
        IReadOnlyList<Segmentation> parts = whole.SplitWithoutOverlaps(new() { Encoding = encoding });

        // 1 and 2 share voxels, 3 is apart from both.
        Assert.That(parts.Select(part => string.Join(',', part.FindSegments(new()).Select(segment => segment.Label))), Is.EqualTo(new[] { "Segment 1,Segment 3", "Segment 2" }));
        foreach (Segmentation part in parts)
        {
            part.ToLabelMap();
            Assert.That(part.Validate().Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);
            foreach (Segment segment in part.FindSegments(new()))
            {
                Segment original = whole.Segments.Single(other => other.Label == segment.Label);
                Assert.That(segment.TrackingUid, Is.EqualTo(original.TrackingUid).And.Not.Null);
                Assert.That(segment.TrackingIdentifier, Is.EqualTo(original.TrackingIdentifier).And.Not.Null);
                VoxelEquality.AssertSame(whole.ToMask(original.Number).ResampleTo(Odd, Resampling.NearestNeighbor), part.ToMask(segment.Number).ResampleTo(Odd, Resampling.NearestNeighbor), segment.Label);
            }
        }

        CompositeInstance[] all = [whole, .. parts];
        Assert.Multiple(() =>
        {
            Assert.That(all.Select(one => one.SopInstanceUid), Is.Unique);
            Assert.That(all.Select(one => one.SeriesInstanceUid), Is.Unique);
            Assert.That(parts.Select(part => part.Metadata.SeriesNumber), Is.EqualTo(new[] { "301", "302" }));
            Assert.That(parts.Select(part => part.Metadata.SeriesDescription), Is.EqualTo(new[] { "Test segmentation (1 of 2)", "Test segmentation (2 of 2)" }));
            Assert.That(parts.Select(part => part.SegmentsOverlap), Has.None.EqualTo(SegmentsOverlap.Yes));
        });
    }

    [Test]
    public void SplitWithoutOverlaps_SeriesThatIsContinued_CountsInstances()
    {
        IReadOnlyList<Segmentation> parts = Built(Odd, true).SplitWithoutOverlaps(
            new() { Encoding = SegmentationEncoding.LabelMap }, new() { Authorship = new() { SeriesInstanceUid = "2.25.77", InstanceNumber = 5, Uids = new UidGenerator("split") } });
        Assert.That(parts.Select(part => (part.SeriesInstanceUid, part.Metadata.InstanceNumber, part.Metadata.SeriesNumber, part.Metadata.SeriesDescription)), Is.EqualTo(new[]
        {
            ("2.25.77", "5", "301", "Test segmentation"), ("2.25.77", "6", "301", "Test segmentation"),
        }));
    }

    [Test]
    public void SplitWithoutOverlaps_NoOverlapOrSomeSegments_IsOneObject()
    {
        Segmentation apart = Built(Odd, false).SplitWithoutOverlaps().Single();
        Assert.That(apart.Metadata.SeriesDescription, Is.EqualTo("Test segmentation"));
        Segmentation two = Built(Odd, true).SplitWithoutOverlaps(null, new() { Segments = [2, 3] }).Single();
        Assert.That(two.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "Segment 2", "Segment 3" }));
        Assert.That(() => Built(Odd, true).SplitWithoutOverlaps(null, new() { Segments = [1, 2, 9] }), Throws.InstanceOf<ConversionException>().With.Message.StartsWith("There is no segment 9 to keep"));
        Assert.That(() => Built(Odd, true).SplitWithoutOverlaps(null, new() { Threshold = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void SplitWithoutOverlaps_Fractions_MeetWhereTheThresholdSaysSo()
    {
        // Both segments have voxel 1; the second has it by 0.3 only.
        Volume<float> first = new(Odd), second = new(Odd);
        first.Voxels[1] = 1;
        second.Voxels[1] = 0.3f;
        second.Voxels[2] = 1;
        using Segmentation fractional = new SegmentationBuilder(CtSeries.Load(Odd), Labels.Metadata([1], [2])) { Options = new() { Encoding = SegmentationEncoding.Fractional } }
            .AddFractions(first).AddFractions(second).Build();
        Assert.That(fractional.SplitWithoutOverlaps(new() { Encoding = SegmentationEncoding.LabelMap }), Has.Count.EqualTo(1));
        Assert.That(fractional.SplitWithoutOverlaps(new() { Encoding = SegmentationEncoding.LabelMap }, new() { Threshold = 0.3 }), Has.Count.EqualTo(2));
        Assert.That(fractional.SplitWithoutOverlaps(new() { Encoding = SegmentationEncoding.Fractional }), Has.Count.EqualTo(2));
    }

    [Test]
    public void SplitWithoutOverlaps_300Segments_AreInAsFewObjectsAsOverlap()
    {
        // Segment n has voxels n and n + 1: neighbours overlap, every other does not.
        VolumeGeometry geometry = Grids.Oblique(19, 17, 1);
        var builder = new SegmentationBuilder(CtSeries.Load(geometry));
        for (int number = 1; number <= 300; number++)
        {
            var mask = new Volume<byte>(geometry);
            mask.Voxels.Slice(number - 1, 2).Fill(1);
            builder.AddMask(mask, Labels.Segment(number));
        }

        IReadOnlyList<Segmentation> parts = builder.Build().SplitWithoutOverlaps(new() { Encoding = SegmentationEncoding.LabelMap });
        Assert.That(parts.Select(part => part.FindSegments(new()).Count), Is.EqualTo(new[] { 150, 150 }));
        Assert.That(parts[1].FindSegments(new())[149].Label, Is.EqualTo("Segment 300"));
        Assert.That(parts[1].ToLabelMap(geometry).Voxels[299], Is.EqualTo(300), "a label map keeps Segment Numbers");
    }

    private static Segmentation Built(VolumeGeometry geometry, bool overlaps)
    {
        Volume<byte> first = new(geometry), second = new(geometry), third = new(geometry);
        first[2, 3, 1] = first[3, 3, 1] = first[3, 3, 2] = 1;
        second[overlaps ? 3 : 4, 3, 1] = second[5, 3, 1] = 2;
        third[6, 1, 0] = third[6, 1, 3] = 3;
        int label = 0;
        SegmentationMetadata metadata = Labels.Metadata([1], [2], [3]) with
        {
            SegmentAttributes = [.. Enumerable.Range(1, 3).Select(_ => (IReadOnlyList<SegmentAttributes>)[Labels.Segment(++label) with { TrackingIdentifier = $"lesion {label}", TrackingUid = $"2.25.90{label}" }])],
        };
        return new SegmentationBuilder(CtSeries.Load(geometry), metadata).AddLabelMap(first).AddLabelMap(second).AddLabelMap(third).Build();
    }
}
