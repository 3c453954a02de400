using Dcmqi.Dicom;
using Dcmqi.Tests.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

public sealed class DicomFuzzTests
{
    // Each byte of a file may become this many in memory: an empty item of 8 bytes is an object of its own.
    private const int MostBytesPerByte = 40;
    private const int Constant = 200_000;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Open_MutatedFile_ThrowsOnlyWhatIsDocumented(int syntax)
    {
        TransferSyntax[] written = [TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.DeflatedExplicitVRLittleEndian];
        Random random = new(1000 + syntax);
        int refused = 0;
        int rounds = TestScale.Cases(6700);
        byte[] original = [];
        for (int round = 0; round < rounds; round++)
        {
            if (round % 100 == 0)
                original = Make(random, written[syntax]);
            byte[] bytes = Mutate(random, original);
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (!Read(bytes))
                refused++;
            // Deflate may give a thousand bytes for one.
            long most = Constant + (bytes.Length * (long)MostBytesPerByte * (syntax == 2 ? 100 : 1));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(most), $"round {round}");
        }

        Assert.That(refused, Is.InRange(rounds / 20, rounds - 1), "Mutations hit, and not all are fatal.");
    }

    [Test]
    public void Open_EmptyItems_StaysWithinBounds()
    {
        byte[] items = [.. Enumerable.Repeat(ReaderBytes.Item(0), 20_000).SelectMany(item => item)];
        byte[] bytes = ReaderBytes.Explicit(ReaderBytes.Long(0x5200, 0x9230, "SQ", (uint)items.Length, items));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(DicomFile.Open(bytes).DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence), Has.Count.EqualTo(20_000));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Constant + (bytes.Length * MostBytesPerByte)));
    }

    private static byte[] Make(Random random, TransferSyntax syntax)
    {
        // Shallow, so that what is changed, mostly within the first 3,000 bytes, is much of the file.
        DataSet dataSet = RandomDataSets.Make(random, depth: 2);
        dataSet.Set(Tags.SOPClassUID, Uids.SegmentationStorage);
        dataSet.Set(Tags.SOPInstanceUID, "1.2.3");
        dataSet.SetBytes(Tags.PixelData, VR.OW, new byte[500]);
        using MemoryStream stream = new();
        DicomWriter.Write(stream, dataSet, syntax);
        return stream.ToArray();
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        byte[] bytes = random.Next(8) == 0 ? original[..random.Next(original.Length)] : [.. original];
        for (int i = random.Next(1, 12); i > 0 && bytes.Length > 140; i--)
        {
            int at = random.Next(4) == 0 ? random.Next(bytes.Length) : random.Next(132, Math.Min(bytes.Length, 3000));
            bytes[at] = random.Next(3) switch { 0 => 0xFF, 1 => (byte)random.Next(256), _ => (byte)(bytes[at] ^ (1 << random.Next(8))) };
        }

        return bytes;
    }

    private static bool Read(byte[] bytes)
    {
        try
        {
            DicomFile file = DicomFile.Open(bytes);
            Visit(file.DataSet);
            return true;
        }
        catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
        {
            return false;
        }
    }

    private static void Visit(DataSet dataSet)
    {
        foreach (DataElement element in dataSet)
        {
            if (element.VR.IsText())
                dataSet.GetStrings(element.Tag);
            else if (element.Bulk is not null)
                _ = element.Bulk.Length;
            foreach (DataSet item in element.Items)
                Visit(item);
        }
    }
}
