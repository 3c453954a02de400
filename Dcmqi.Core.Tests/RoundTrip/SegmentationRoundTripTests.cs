using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

/// <summary>Random volumes through every encoding and compression; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public class SegmentationRoundTripTests
{
    [Test]
    public void Save_RandomLabels_ComeBackExactly()
    {
        int count = TestScale.Cases(2000);
        Parallel.For(0, count, seed =>
        {
            var random = new Random(seed);
            VolumeGeometry geometry = Grids.Oblique(1 + random.Next(40), 1 + random.Next(40), 1 + random.Next(6), random.NextDouble());
            int segments = (int)Math.Min(random.Next(5) == 0 ? 300 : 1 + random.Next(12), geometry.Size.VoxelCount);
            Volume<ushort> labels = Labels.Random(geometry, segments, seed);
            var encoding = (SegmentationEncoding)random.Next(3);
            var compressions = Enum.GetValues<PixelCompression>().Where(value => encoding != SegmentationEncoding.Binary || value != PixelCompression.JpegLs).ToArray();
            PixelCompression compression = compressions[random.Next(compressions.Length)];
            var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(segments))
            {
                Options = new() { Encoding = encoding, EmptyFrames = (EmptyContent)random.Next(2), LabelMapBitDepth = (LabelMapBitDepth)random.Next(2), LabelMapColorModel = (LabelMapColorModel)random.Next(2), MaximumFractionalValue = 1 + random.Next(255) },
            };

            var stream = new MemoryStream();
            builder.AddLabelMap(labels).Build().Save(stream, new() { Compression = compression });
            stream.Position = 0;
            Segmentation opened = Segmentation.Open(stream);
            Assert.That(opened.ToLabelMap(geometry).Voxels.SequenceEqual(labels.Voxels), $"seed {seed}: {geometry}, {segments} segments, {encoding}, {compression}");

            var again = new MemoryStream();
            opened.Save(again);
            again.Position = 0;
            Assert.That(Segmentation.Open(again).ToLabelMap(geometry).Voxels.SequenceEqual(labels.Voxels), $"seed {seed}, saved again");
        });
    }
}
