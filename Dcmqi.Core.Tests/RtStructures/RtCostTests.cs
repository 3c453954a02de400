using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

/// <summary>What contours may cost: the allocations of the whole process are looked at, so no other test may run beside these.</summary>
[NonParallelizable]
public sealed class RtCostTests
{
    [Test]
    public void ToMask_MillionsOfPointsInOneContour_CostsNoMoreThanItsPoints()
    {
        // Round the same box again and again, an odd number of times: all of it is inside.
        VolumeGeometry geometry = Grids.Axial(64, 48, 2);
        int rounds = (TestScale.Cases(250_000) | 1) + 2;
        byte[] once = System.Text.Encoding.ASCII.GetBytes(@"-8\-15\-30\10\-15\-30\10\5\-30\-8\5\-30\");
        byte[] text = new byte[once.Length * rounds];
        for (int round = 0; round < rounds; round++)
            once.CopyTo(text, round * once.Length);
        text[^1] = (byte)' ';
        DataSet root;
        using (DicomFile file = DicomFile.Open(Drawn.File(new Drawn(1, "A", Drawn.Polygon(geometry, 0, Drawn.Box(2, 2, 5, 5))))))
            root = file.DataSet;
        DataSet contour = root.GetItems(Tags.ROIContourSequence)[0].GetItems(Tags.ContourSequence)[0];
        contour.SetBytes(Tags.ContourData, VR.DS, text);
        contour.Set(Tags.NumberOfContourPoints, 4 * rounds);
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, root, TransferSyntax.ImplicitVRLittleEndian);
        using RtStructureSet set = RtStructureSet.Open(stream.ToArray());
        Assert.That(set.Rois[0].Contours[0].PointCount, Is.EqualTo(4 * rounds));
        long before = GC.GetTotalAllocatedBytes();
        Volume<byte> mask = set.ToMask(set.Rois[0], geometry);
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(400_000_000 + (4L * rounds * 40)));
        Assert.That(mask.Warnings, Is.Empty);
        Assert.That(mask.Slice(0).ToArray().Sum(voxel => voxel), Is.EqualTo(36 * 27).Or.EqualTo(36 * 26));
        if (rounds > 20_000)
            Assert.That(set.ToFractions(set.Rois[0], geometry).Warnings, Has.Count.LessThanOrEqualTo(1));
    }
}
