using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>What fractions of an object of one bit a pixel may cost: docs/encodings.md promises 16,384 times the bytes stored.</summary>
[NonParallelizable]
public sealed class FractionLimitTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(16, 12, 1500);

    [TestCase(700, true)]
    [TestCase(1499, false)]
    public void ToFractions_FewFramesFarApart_CostsWhatIsPromised(int last, bool isGiven)
    {
        Volume<byte> mask = new(Geometry) { Name = "mask.nrrd" };
        foreach (int z in new[] { 0, 1, last })
            mask.Slice(z)[17..29].Fill(1);
        using Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1)).AddLabelMap(mask).Build();
        long stored = built.FrameCount * 16 * 12 / 8;
        _ = built.ToMask(1);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        if (isGiven)
            Assert.That(built.ToFractions(1).Voxels.ToArray().Sum(), Is.EqualTo(36f));
        else
            Assert.That(() => built.ToFractions(1), Throws.TypeOf<NotSupportedException>().With.Message.Contains("more than 16384 times what 3 frames of 192 pixels hold; ToMask gives"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan((16_384 * stored) + (isGiven ? 1_000_000 : 100_000)));
        Assert.That(built.ToMask(1).Voxels.ToArray().Count(voxel => voxel == 1), Is.EqualTo(36));
    }
}
