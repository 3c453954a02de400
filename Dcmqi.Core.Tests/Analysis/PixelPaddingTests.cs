using Dcmqi.Analysis;
using Dcmqi.Analysis.Images;
using Dcmqi.Sources;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>Pixel Padding Value in images of 16 bits, which are measured by their stored values: as voxels of a real image that are no number.</summary>
public class PixelPaddingTests
{
    private const short Lowest = -2000, Highest = -1998;

    private static readonly VolumeGeometry Geometry = Grids.Axial(23, 17, 9);

    private static readonly SegmentMeasurementOptions Options = new()
    {
        Families = FeatureFamily.AllIntensity,
        Percentiles = [3, 97],
        VolumeHistogramBins = IntensityBins.FixedWidth(7),
    };

    [Test]
    public void Measure_IsThatOfAnImageWithoutThoseVoxels([Values] bool isFractional, [Values] bool isResegmented)
    {
        (SourceImages images, short[] stored) = Images(_ => (Lowest, Highest));
        using Segmentation segmentation = Segments(images, isFractional);
        SegmentMeasurementOptions options = isResegmented ? Options with { Resegmentation = new() { Minimum = -150, Sigma = 2 } } : Options;
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, images, options);

        float[] real = Array.ConvertAll(stored, value => value is >= Lowest and <= Highest ? float.NaN : (2f * value) - 5);
        SegmentMeasurements expected = SegmentMeasurements.Measure(segmentation, new Volume<float>(Geometry, real), options with { Unit = Codes.Ucum.HounsfieldUnit });
        for (int segment = 0; segment < measured.Segments.Count; segment++)
        {
            foreach ((MeasuredFeature ours, MeasuredFeature theirs) in measured.Segments[segment].Features.Zip(expected.Segments[segment].Features))
                Assert.That(ours.Value, Is.EqualTo(theirs.Value).Within(1e-9).Percent, $"{measured.Segments[segment].Segment.Label} {ours.Title}");
        }

        long padded = stored.LongCount(value => value is >= Lowest and <= Highest);
        Assert.That(measured.Warnings, Has.Exactly(1).Contains($"{padded} of {stored.Length} voxels of the image have no value"));
        Assert.That(measured.Segments[2].Features.Select(feature => feature.Value), Is.All.Null, "a segment of padding alone");
    }

    [Test]
    public void Read_PaddingThatIsThatOfAllImages_LeavesStoredValues()
    {
        MeasuredImage same = new SourceImageReading(Images(_ => (Lowest, Highest)).Images, Options).Open(out _);
        Assert.That((same.Slices is ImageSlices<short>, same.Padding), Is.EqualTo((true, new PixelPadding(Lowest, Highest))));
        MeasuredImage different = new SourceImageReading(Images(slice => ((short)(Lowest + (slice == 3 ? 1 : 0)), Highest)).Images, Options).Open(out _);
        Assert.That((different.Slices is ImageSlices<float>, different.Padding), Is.EqualTo((true, (PixelPadding?)null)));
    }

    // Noise, with padding in a corner, in single voxels, and all over the last rows.
    private static (SourceImages Images, short[] Stored) Images(Func<int, (short Lowest, short Highest)> padding)
    {
        var random = new Random(5);
        short[] stored = new short[Geometry.Size.VoxelCount];
        for (int voxel = 0; voxel < stored.Length; voxel++)
        {
            int x = voxel % 23, y = voxel / 23 % 17;
            stored[voxel] = (x < 5 && y < 4) || y > 14 || random.Next(9) == 0 ? (short)random.Next(Lowest, Highest + 1) : (short)random.Next(-200, 200);
        }

        int slice = 23 * 17;
        SourceImages images = SourceImages.Load(new PhantomSeries(Geometry)
        {
            Modality = "CT",
            Pixels = z => stored[(z * slice)..((z + 1) * slice)],
            Change = (z, image) => image.Text(0x00281053, "DS", "2").Text(0x00281052, "DS", "-5")
                .Bytes(0x00280120, "SS", BitConverter.GetBytes(padding(z).Lowest)).Bytes(0x00280121, "SS", BitConverter.GetBytes(padding(z).Highest)),
        }.Streams());
        return (images, stored);
    }

    private static Segmentation Segments(SourceImages images, bool isFractional)
    {
        var builder = new SegmentationBuilder(images) { Options = new() { Encoding = isFractional ? SegmentationEncoding.Fractional : SegmentationEncoding.Binary, MaximumFractionalValue = isFractional ? 10 : null } };
        AddBox(builder, "liver", isFractional, (1, 0, 1), (18, 15, 7));
        AddBox(builder, "spleen", isFractional, (8, 6, 2), (9, 9, 4));
        AddBox(builder, "aorta", isFractional, (3, 15, 0), (12, 16, 8));
        return builder.Build();
    }

    private static void AddBox(SegmentationBuilder builder, string name, bool isFractional, (int X, int Y, int Z) first, (int X, int Y, int Z) last)
    {
        var box = new Volume<float>(Geometry);
        for (int z = first.Z; z <= last.Z; z++)
        {
            for (int y = first.Y; y <= last.Y; y++)
            {
                for (int x = first.X; x <= last.X; x++)
                    box[x, y, z] = isFractional ? (1 + ((x + y + z) % 10)) / 10f : 1;
            }
        }

        SegmentAttributes segment = SegmentAttributes.Of(Terms.Search(name)[0], 1, SegmentAlgorithmType.Automatic, "net");
        _ = isFractional ? builder.AddFractions(box, segment) : builder.AddMask(box, segment);
    }
}
