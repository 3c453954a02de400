using Dcmqi.Segmentations;
using Dcmqi.Tests.Support;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Segmentations;

public class LabelLayerTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(3, 2, 2);

    private static IEnumerable<Volume> Volumes =>
    [
        new Volume<byte>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<short>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<ushort>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<int>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<uint>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<long>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<ulong>(Geometry, [0, 200, 200, 200, 0, 7, 0, 0, 0, 0, 0, 7]),
        new Volume<float>(Geometry, [-0f, 200, 200, 200, 0, 7, 0, 0, 0, -0f, 0, 7]),
        new Volume<double>(Geometry, [-0d, 200, 200, 200, 0, 7, 0, 0, 0, -0d, 0, 7]),
    ];

    [TestCaseSource(nameof(Volumes))]
    public void Of_AnyVoxelType_GivesTheSameRuns(Volume volume)
    {
        LabelLayer layer = LabelLayer.Of(volume, 0, "x", GridOrder.Identity, null, default);

        Assert.Multiple(() =>
        {
            Assert.That(layer.Fault, Is.Null);
            Assert.That(layer.VoxelCounts, Is.EquivalentTo(new Dictionary<long, long> { [7] = 2, [200] = 3 }));
            Assert.That(layer.Slices[0].Labels, Is.EqualTo(new long[] { 7, 200 }));
            Assert.That(layer.Slices[0].RunsOf(200).ToArray(), Is.EqualTo(new[] { new LabelRun(1, 3) }));
            Assert.That(layer.Slices[1].RunsOf(7).ToArray(), Is.EqualTo(new[] { new LabelRun(5, 1) }));
            Assert.That(layer.Slices[1].RunsOf(200).IsEmpty);
        });
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(1.25, "1.25")]
    [TestCase(1e300, "1E+300")]
    public void Of_NoWholeNumber_NamesTheFirstVoxel(double value, string text)
    {
        var volume = new Volume<double>(Geometry);
        volume[2, 1, 1] = value;
        volume[1, 0, 1] = value;
        Assert.That(LabelLayer.Of(volume, 0, "p.nrrd", GridOrder.Identity, null, default).Fault, Does.StartWith($"'p.nrrd' is no label map: voxel (1, 0, 1) is {text}, not a whole number."));
    }
}
