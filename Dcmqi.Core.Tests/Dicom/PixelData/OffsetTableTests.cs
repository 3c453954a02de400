using System.Buffers.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class OffsetTableTests
{
    private const long FourGiB = 1L << 32;

    [Test]
    public void Set_OffsetsWithin32Bits_MakesTheBasicTable()
    {
        // The last frame begins at 2^32 - 2; it may end beyond.
        DataSet dataSet = new();
        EncapsulatedFrames.Set(dataSet, [new Claim(FourGiB - 2 - 8 - 8 - 100), new Claim(99), new Claim(FourGiB - 2)]);
        Assert.That(dataSet.Find(Tags.PixelData)!.Fragments!.Offsets, Is.EqualTo(new uint[] { 0, (uint)(FourGiB - 2 - 8 - 100), (uint)(FourGiB - 2) }));
        Assert.That(dataSet.Contains(Tags.ExtendedOffsetTable), Is.False);
        Assert.That(dataSet.Contains(Tags.ExtendedOffsetTableLengths), Is.False);
    }

    [Test]
    public void Set_OffsetBeyond32Bits_MakesTheExtendedTable()
    {
        DataSet dataSet = new();
        EncapsulatedFrames.Set(dataSet, [new Claim(FourGiB - 8), new Claim(3)]);
        Assert.That(dataSet.Find(Tags.PixelData)!.Fragments!.Offsets, Is.Empty);
        Assert.That(Numbers(dataSet, Tags.ExtendedOffsetTable), Is.EqualTo(new[] { 0, FourGiB }));
        Assert.That(Numbers(dataSet, Tags.ExtendedOffsetTableLengths), Is.EqualTo(new[] { FourGiB - 8, 4 }));
        Assert.That(dataSet.Find(Tags.ExtendedOffsetTable)!.VR, Is.EqualTo(VR.OV));
        Assert.That(EncapsulatedFrames.Find(dataSet, 2).Select(frame => frame.Single().Length), Is.EqualTo(new[] { FourGiB - 8, 3 }));

        // What a smaller object leaves out is gone.
        EncapsulatedFrames.Set(dataSet, [new Claim(2)]);
        Assert.That(dataSet.Contains(Tags.ExtendedOffsetTable), Is.False);
        Assert.That(dataSet.Contains(Tags.ExtendedOffsetTableLengths), Is.False);
    }

    [Test]
    public void Find_BasicTable_JoinsFragments()
    {
        // Three frames of 1, 2, 1 fragments, all of 2 bytes: 10 with the item header.
        DataSet dataSet = Make([0, 10, 30], 4);
        Assert.That(EncapsulatedFrames.Find(dataSet, 3).Select(frame => frame.Count), Is.EqualTo(new[] { 1, 2, 1 }));
        Assert.That(EncapsulatedFrames.Find(dataSet, 3)[1][1].ToArray()[0], Is.EqualTo(2));
    }

    [TestCase(1, 3, new uint[0])]
    [TestCase(1, 3, new uint[] { 77 })]
    [TestCase(1, 3, new uint[] { 0, 10, 20 })]
    [TestCase(3, 3, new uint[0])]
    public void Find_NoTableNeeded_Counts(int frames, int parts, uint[] offsets)
    {
        List<string> warnings = [];
        EncapsulatedFrames found = EncapsulatedFrames.Find(Make(offsets, parts), frames, warnings.Add);
        Assert.That(found, Has.Count.EqualTo(frames));
        Assert.That(found.Sum(frame => frame.Count), Is.EqualTo(parts));
        Assert.That(warnings, Is.Empty);
    }

    [TestCase(new uint[] { 0, 10 })]
    [TestCase(new uint[] { 8, 18, 28 })]
    [TestCase(new uint[] { 0, 0, 0 })]
    [TestCase(new uint[] { 0, 20, 10 })]
    [TestCase(new uint[] { 0, 10, 0xFFFFFFFF })]
    public void Find_BadTableButOneFragmentPerFrame_IsTolerated(uint[] offsets)
    {
        List<string> warnings = [];
        EncapsulatedFrames found = EncapsulatedFrames.Find(Make(offsets, 3), 3, warnings.Add);
        Assert.That(found.Select(frame => frame.Single().ToArray()[0]), Is.EqualTo(new byte[] { 0, 1, 2 }));
        Assert.That(warnings.Single(), Is.EqualTo("The Basic Offset Table of Pixel Data (7FE0,0010) does not fit the fragments; there is one for each frame, and so they are read."));
    }

    [TestCase(2, 3, new uint[0], "has 3 fragments for 2 frames, and no offset table")]
    [TestCase(2, 3, new uint[] { 0, 9 }, "has 2 offsets, which do not point")]
    [TestCase(2, 3, new uint[] { 0, 30 }, "has 2 offsets, which do not point")]
    [TestCase(2, 3, new uint[] { 0, 10, 20 }, "has 3 offsets, which do not point")]
    [TestCase(4, 3, new uint[] { 0, 10, 20, 30 }, "has 3 fragments; at least one for each of 4 frames")]
    [TestCase(int.MaxValue, 3, new uint[0], "has 3 fragments; at least one for each of 2147483647 frames")]
    [TestCase(1, 0, new uint[0], "has 0 fragments")]
    public void Find_Ambiguous_Throws(int frames, int parts, uint[] offsets, string message) =>
        Assert.That(() => EncapsulatedFrames.Find(Make(offsets, parts), frames), Throws.TypeOf<DicomFormatException>().With.Message.Contains(message));

    [Test]
    public void Find_ExtendedTableThatLies_Throws()
    {
        DataSet dataSet = Make([], 3);
        foreach (long offset in (long[])[-1, long.MaxValue, 11, 0])
        {
            byte[] table = new byte[16];
            BinaryPrimitives.WriteInt64LittleEndian(table.AsSpan(8), offset);
            dataSet.SetBytes(Tags.ExtendedOffsetTable, VR.OV, table);
            Assert.That(() => EncapsulatedFrames.Find(dataSet, 2), Throws.TypeOf<DicomFormatException>().With.Message.StartsWith("Extended Offset Table (7FE0,0001) has 2 offsets"));
        }
    }

    private static DataSet Make(uint[] offsets, int parts)
    {
        DataSet dataSet = new();
        dataSet.SetFragments(Tags.PixelData, new Fragments(offsets, [.. Enumerable.Range(0, parts).Select(i => new MemoryBulkValue(new[] { (byte)i, (byte)0 }))]));
        return dataSet;
    }

    private static long[] Numbers(DataSet dataSet, Tag tag)
    {
        byte[] bytes = dataSet.Find(tag)!.Value.ToArray();
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * 8)))];
    }

    // A value that is not there, of any length.
    private sealed class Claim(long length) : BulkValue
    {
        public override long Length => length;

        public override void Read(long offset, Span<byte> destination) => throw new InvalidOperationException("Only its length is asked for.");
    }
}
