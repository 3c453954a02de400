using Dcmqi.Tests.RtStructures;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

public sealed class StructureSetFuzzTests
{
    // An item of 8 bytes is an object of its own, and a number of two characters a point of its own.
    private const int MostBytesPerByte = 150;
    private const int Constant = 4_000_000;

    private static readonly VolumeGeometry Geometry = Grids.Oblique(31, 23, 5);

    [Test]
    public void Open_MutatedStructureSet_ThrowsOnlyWhatIsDocumentedAndCostsLittle()
    {
        byte[][] originals = [Foreign(), Ours()];
        SourceImages images = CtSeries.Load(Geometry);
        var random = new Random(4711);
        int refused = 0, rounds = TestScale.Cases(1500);
        for (int round = 0; round < rounds; round++)
        {
            byte[] bytes = Mutate(random, originals[round % 2]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (!Read(bytes, images, round))
                refused++;

            // Of other threads' work nothing is known here; each has a plane or a contour at a time.
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Constant + (bytes.Length * (long)MostBytesPerByte)), $"round {round}");
        }

        Assert.That(refused, Is.InRange(rounds / 50, rounds - (rounds / 20)), "Mutations hit, and not all are fatal.");
    }

    [Test]
    public void RoiMapping_MutatedText_ThrowsOnlyWhatIsDocumented()
    {
        string[] originals = ["name,term,category,type\nRind*,liver,,\n\"Milz, gross\",,1|SCT|X,2|SCT|Y\n", "{ \"Rind*\": \"liver\", \"B\": { \"category\": \"1|SCT|X\", \"type\": \"2|SCT|Y\" } }"];
        var random = new Random(17);
        for (int round = 0; round < TestScale.Cases(1000); round++)
        {
            char[] text = originals[round % 2].ToCharArray();
            for (int i = random.Next(1, 6); i > 0; i--)
                text[random.Next(text.Length)] = random.Next(3) switch { 0 => (char)random.Next(128), 1 => text[random.Next(text.Length)], _ => "\",{}|\n*:\\"[random.Next(9)] };
            try
            {
                _ = RoiMapping.Parse(new string(text)).Find("Rind");
            }
            catch (Exception failure) when (failure is not MetadataException)
            {
                throw new AssertionException($"round {round}: {new string(text)}\n{failure}");
            }
            catch (MetadataException)
            {
                // Refused, as it should be.
            }
        }
    }

    private static byte[] Foreign() => Drawn.File(
        new Drawn(1, "Liver", Drawn.Polygon(Geometry, 1, Drawn.Box(2.5, 1.5, 14.25, 16.5)), Drawn.Polygon(Geometry, 1, Drawn.Box(5.5, 4.5, 8.25, 9.5)), Drawn.Polygon(Geometry, 3, (2, 2), (20, 3.5), (11, 19))) { Code = ("10200004", "SCT", "Liver") },
        new Drawn(2, "GTV", ("CLOSEDPLANAR_XOR", [Geometry.IndexToPatient(1, 1, 2), Geometry.IndexToPatient(9, 1, 2), Geometry.IndexToPatient(3, 8, 2)])) { InterpretedType = "GTV" },
        new Drawn(3, "Iso", ("POINT", [new Vector3d(1, 2, 3)])));

    private static byte[] Ours()
    {
        using var stream = new MemoryStream();
        new RtStructureSetBuilder(CtSeries.Load(Geometry)).AddLabelMap(Labels.Random(Geometry, 2, 3), [Labels.Segment(1, "A"), Labels.Segment(2, "B")]).Build().Save(stream);
        return stream.ToArray();
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        byte[] bytes = random.Next(20) == 0 ? original[..random.Next(original.Length)] : [.. original];
        for (int i = random.Next(1, 10); i > 0 && bytes.Length > 400; i--)
        {
            int at = random.Next(132, bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = 0xFF;
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 3:
                    // Numbers become others, longer ones, or none.
                    bytes[at] = "0123456789.-+eE\\ "u8[random.Next(17)];
                    break;
                default:
                    int from = random.Next(132, bytes.Length), length = Math.Min(random.Next(2, 40), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }

    private static bool Read(byte[] bytes, SourceImages images, int round)
    {
        try
        {
            RtStructureSet set = RtStructureSet.Open(bytes);
            Assert.That(set.ToString(), Is.Not.Empty);
            _ = set.Validate();
            foreach (RtRoi roi in set.Rois)
            {
                Volume<byte> mask = set.ToMask(roi, Geometry, new RtMaskOptions { Gaps = round % 3 == 0 ? ContourGaps.Interpolate : ContourGaps.Leave });
                Volume<float> shares = set.ToFractions(roi, Geometry);
                Assert.That(shares.Voxels.ToArray(), Is.All.InRange(0, 1));
                Assert.That(mask.Voxels.ToArray(), Is.All.InRange(0, 1));
            }

            using Segmentation seg = set.ToSegmentation(images);
            return true;
        }
        catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
        {
            return false;
        }
        catch (Exception failure)
        {
            throw new AssertionException($"round {round}: {failure}");
        }
    }
}
