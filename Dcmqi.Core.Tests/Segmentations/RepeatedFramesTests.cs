using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Two frames of one segment at one place have one meaning everywhere: the pixels of both, each once.</summary>
public class RepeatedFramesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(8, 5, 3);
    private static readonly int[] Slices = [0, 1, 2];

    // Segment 1: columns 1 to 4 in one frame, 3 to 6 in the other, in rows 1 to 3.
    private const int Union = 6 * 3;

    [Test]
    public void Binary_IsTheUnionEverywhere()
    {
        Segmentation segmentation = Repeated(SegmentationEncoding.Binary);

        Assert.That(segmentation.Warnings, Has.Some.EqualTo("Frames 2 and 4 are both of segment 1 at one place; the pixels of all count, each once."));
        Assert.That(segmentation.GetStatistics(1).VoxelCount, Is.EqualTo(3 * 12 + Union - 12));
        Assert.That(segmentation.GetStatistics()[0].VoxelCount, Is.EqualTo(3 * 12 + Union - 12));
        Assert.That(Count(segmentation.ToMask(1).Voxels), Is.EqualTo(3 * 12 + Union - 12));
        Assert.That(Count(segmentation.ToLabelMap().Voxels), Is.EqualTo(3 * 12 + Union - 12));
        Assert.That(segmentation.ToFractions(1).Voxels.ToArray().Sum(), Is.EqualTo(3 * 12 + Union - 12));
        Assert.That(segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }).GetStatistics(1).VoxelCount, Is.EqualTo(3 * 12 + Union - 12));
        Assert.That(segmentation.Validate().Select(finding => finding.Message), Has.Some.Contains("of a frame before of the same segment"));

        // A frame asked for by its number is that frame.
        var labels = new ushort[40];
        segmentation.ReadFrame(4, labels);
        Assert.That(labels.Count(label => label == 1), Is.EqualTo(12));
    }

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void Measured_IsTheUnion(SegmentationEncoding encoding)
    {
        Segmentation segmentation = Repeated(encoding);
        double weights = encoding == SegmentationEncoding.Binary ? 36 + Union - 12 : (24 * 0.6) + (2 * 3 * 0.6) + (4 * 3);
        Assert.That(SegmentMeasurements.MeasureShapes(segmentation)[1][SegmentFeature.VoxelVolume], Is.EqualTo(weights * Geometry.VoxelVolumeMm3).Within(1e-6));
    }

    [Test]
    public void Fractional_TheGreaterFractionStands()
    {
        Segmentation segmentation = Repeated(SegmentationEncoding.Fractional);

        Volume<float> fractions = segmentation.ToFractions(1);
        for (int x = 0; x < 8; x++)
            Assert.That(fractions[x, 2, 1], Is.EqualTo(x is >= 3 and <= 6 ? 1f : x is 1 or 2 ? 0.6f : 0f).Within(1e-6), $"column {x}");
        Assert.That(Count(segmentation.ToMask(1).Voxels), Is.EqualTo(segmentation.GetStatistics(1).VoxelCount));
        Assert.That(segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.Fractional }).ToFractions(1).Voxels.ToArray(), Is.EqualTo(fractions.Voxels.ToArray()));
    }

    [Test]
    public void LabelMap_FramesThatDisagree_Overlap()
    {
        // The second frame at the place gives columns 3 to 6 to segment 2.
        Segmentation segmentation = Repeated(SegmentationEncoding.LabelMap);

        Assert.That(segmentation.Warnings, Has.Some.EqualTo("Frames 2 and 4 are both at one place; the pixels of all count, each once."));
        Assert.That(segmentation.GetStatistics(1).VoxelCount, Is.EqualTo(36));
        Assert.That(segmentation.GetStatistics(2).VoxelCount, Is.EqualTo(12));
        Assert.That(() => segmentation.ToLabelMap(), Throws.InstanceOf<ConversionException>().With.Message.Contains("overlap"));
        Assert.That(segmentation.ToLabelMaps().Count(), Is.EqualTo(2));
        Assert.That(Count(segmentation.ToMask(2).Voxels), Is.EqualTo(12));
    }

    [Test]
    public void Tiles_AreTheUnion([Values] bool isAskew)
    {
        var slide = new PhantomSlide(19, 13, 8, 8);
        SourceImages source = SourceImages.Load([slide.Stream()]);
        var labels = new Volume<ushort>(source.SlideLevels[0].Matrix.Geometry);
        for (int y = 0; y < 5; y++)
        {
            for (int x = 1; x < 14; x++)
                labels[x, y, 0] = 1;
        }

        DataSet dataSet = new SlideSegmentationBuilder(source, Labels.Metadata(1)) { Tiles = new() { Tiling = SlideTiling.Sparse } }.AddLabelMap(labels).Build().DataSet;
        DataSet[] frames = [.. dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)];
        Assert.That(frames, Has.Length.EqualTo(2));

        // The second tile is put where the first is, or askew over it.
        frames[1].GetItem(Tags.PlanePositionSlideSequence)!.Set(Tags.ColumnPositionInTotalImagePixelMatrix, isAskew ? 4 : 1);
        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, frames);
        Segmentation segmentation = Written.AndOpened(dataSet);

        int mask = Count(segmentation.ToMask(1).Voxels);
        Assert.That(mask, Is.EqualTo(8 * 5));
        Assert.That(segmentation.GetStatistics(1).VoxelCount, Is.EqualTo(mask));
        Assert.That(segmentation.Warnings.Any(warning => warning.Contains("at one place")), Is.EqualTo(!isAskew));
    }

    private static int Count<T>(Span<T> voxels)
        where T : struct
    {
        int count = 0;
        foreach (T voxel in voxels)
            count += voxel.Equals(default(T)) ? 0 : 1;
        return count;
    }

    private static Segmentation Repeated(SegmentationEncoding encoding)
    {
        Volume<float> first = Box(1, 4, Slices, encoding == SegmentationEncoding.Fractional ? 0.6f : 1);
        Volume<float> second = Box(3, 6, [1], encoding == SegmentationEncoding.LabelMap ? 2 : 1);
        var one = Build(encoding, [first], 2);
        var other = Build(encoding, [second], 2);
        return Written.AndOpened(Joined(one.DataSet, other.DataSet));
    }

    private static Segmentation Build(SegmentationEncoding encoding, Volume<float>[] volumes, int segments)
    {
        var builder = new SegmentationBuilder(CtSeries.Load(Geometry), encoding == SegmentationEncoding.Fractional ? Labels.Metadata(1) : Labels.Metadata(segments))
        {
            Options = new() { Encoding = encoding },
            EmptySegments = EmptyContent.Keep,
            Numbering = encoding == SegmentationEncoding.Fractional ? SegmentNumbering.Sequential : SegmentNumbering.FromLabels,
        };
        foreach (Volume<float> volume in volumes)
        {
            if (encoding == SegmentationEncoding.Fractional)
                builder.AddFractions(volume);
            else
                builder.AddLabelMap(volume);
        }

        return builder.Build();
    }

    private static Volume<float> Box(int fromColumn, int toColumn, int[] slices, float value)
    {
        var volume = new Volume<float>(Geometry);
        foreach (int slice in slices)
        {
            for (int y = 1; y <= 3; y++)
            {
                for (int x = fromColumn; x <= toColumn; x++)
                    volume[x, y, slice] = value;
            }
        }

        return volume;
    }

    // The frames of one object behind those of another.
    private static DataSet Joined(DataSet first, DataSet second)
    {
        IReadOnlyList<DataSet> frames = first.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        DataSet[] all = [.. frames, .. second.GetItems(Tags.PerFrameFunctionalGroupsSequence)];
        byte[] pixels = Unpacked(first, frames.Count);
        byte[] added = Unpacked(second, all.Length - frames.Count);
        byte[] joined = [.. pixels, .. added];
        if (first.GetInt32(Tags.BitsAllocated) == 1)
        {
            byte[] bits = new byte[(joined.Length + 7) / 8];
            for (int bit = 0; bit < joined.Length; bit++)
                bits[bit / 8] |= (byte)(joined[bit] << (bit % 8));
            joined = bits;
        }

        first.SetItems(Tags.PerFrameFunctionalGroupsSequence, all);
        first.Set(Tags.NumberOfFrames, all.Length);
        first.SetBytes(Tags.PixelData, VR.OB, joined.Length % 2 == 0 ? joined : [.. joined, 0]);
        return first;
    }

    private static byte[] Unpacked(DataSet dataSet, int frames)
    {
        byte[] stored = dataSet.Find(Tags.PixelData)!.ToBulk().ToArray();
        int pixels = frames * 40;
        return dataSet.GetInt32(Tags.BitsAllocated) == 1
            ? [.. Enumerable.Range(0, pixels).Select(bit => (byte)(stored[bit / 8] >> (bit % 8) & 1))]
            : stored[..pixels];
    }
}
