using System.Text;
using Dcmqi.Dicom;
using static Dcmqi.Tests.Dicom.ReaderBytes;

namespace Dcmqi.Tests.Dicom;

public sealed class DicomFileTests
{
    private const uint Undefined = 0xFFFF_FFFF;

    [Test]
    public void Open_UnknownVrOfUndefinedLength_IsImplicitSequence()
    {
        // PS3.5 6.2.2: (5200,9230) as UN without length; its item in Implicit VR Little Endian.
        byte[] file = Explicit(Long(0x5200, 0x9230, "UN", Undefined, Item(Undefined, Implicit(0x0020, 0x0013, 2, [(byte)'7', (byte)' ']), ItemDelimitation), SequenceDelimitation));
        DataSet dataSet = DicomFile.Open(file).DataSet;
        Assert.That(dataSet.GetItem(Tags.PerFrameFunctionalGroupsSequence)!.GetInt32(Tags.InstanceNumber), Is.EqualTo(7));
    }

    // PS3.5 7.5 and 7.8: private sequences within one another that no dictionary knows, of either length. Group 0001 is of another program's file; it does not belong to the meta information.
    [Test]
    public void Open_NestedPrivateSequences_AreReadWithoutADictionary([Values(0x0001, 0x0009)] int group, [Values] bool outerIsDefined, [Values] bool innerIsDefined)
    {
        ushort own = (ushort)group;
        byte[] unknown = Implicit(own, 0x1007, 4, [1, 2, 3, 4]), creator = Implicit(own, 0x0010, 4, "MINE"u8.ToArray());
        byte[] content = [.. creator, .. Sequence(own, innerIsDefined, unknown), .. Implicit(own, 0x1002, 2, "zz"u8.ToArray())];
        byte[] dataSet = [.. creator, .. Sequence(own, outerIsDefined, content), .. Implicit(0x0010, 0x0020, 2, "P7"u8.ToArray())];
        byte[] syntax = Short(0x0002, 0x0010, "UI", "1.2.840.10008.1.2\0"u8.ToArray());
        byte[] file = [.. new byte[128], .. "DICM"u8, .. Short(0x0002, 0x0000, "UL", BitConverter.GetBytes(syntax.Length)), .. syntax, .. dataSet];

        DicomFile opened = DicomFile.Open(file);
        Assert.That(opened.Warnings, Is.Empty);
        AssertHolds(opened.DataSet);

        // What is written is the same again: a sequence that was not seen as one keeps its bytes (VR UN).
        opened.DataSet.Set(Tags.SOPClassUID, "1.2");
        opened.DataSet.Set(Tags.SOPInstanceUID, "1.3");
        using MemoryStream stream = new();
        DicomWriter.Write(stream, opened.DataSet, TransferSyntax.ExplicitVRLittleEndian);
        AssertHolds(DicomFile.Open(stream.ToArray()).DataSet);

        void AssertHolds(DataSet read)
        {
            Assert.That(read.GetString(Tags.PatientID), Is.EqualTo("P7"));
            DataElement outer = read.Find(new Tag(own, 0x1001))!;
            if (outerIsDefined)
            {
                Assert.That((outer.VR, outer.Value.ToArray().AsSpan().EndsWith(content)), Is.EqualTo((VR.UN, true)));
                return;
            }

            DataSet item = outer.Items.Single();
            Assert.That(item.Find(new Tag(own, 0x1002))!.Value.ToArray(), Is.EqualTo("zz"u8.ToArray()));
            DataElement inner = item.Find(new Tag(own, 0x1001))!;
            byte[] value = innerIsDefined ? inner.Value.ToArray()[^4..] : inner.Items.Single().Find(new Tag(own, 0x1007))!.Value.ToArray();
            Assert.That(value, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        }
    }

    [Test]
    public void Open_ImplicitPixelRepresentation_DecidesSign()
    {
        byte[] file = File("1.2.840.10008.1.2\0", Implicit(0x0028, 0x0103, 2, [1, 0]), Implicit(0x0028, 0x0120, 2, [0xFF, 0xFF]));
        Assert.That(DicomFile.Open(file).DataSet.GetInt32(Tags.PixelPaddingValue), Is.EqualTo(-1));
    }

    [Test]
    public void Open_Encapsulated_KeepsFragments()
    {
        // PS3.5 table A.4-2: Basic Offset Table with two frames, three fragments.
        byte[] file = File("1.2.840.10008.1.2.4.70", Long(0x7FE0, 0x0010, "OB", Undefined,
            Item(8, [0, 0, 0, 0, 0x16, 0, 0, 0]), Item(6, [1, 2, 3, 4, 5, 6]), Item(0), Item(2, [7, 8]), SequenceDelimitation), Short(0xFFFC, 0xFFFC, "LO", [0x20, 0x20]));
        using DicomFile opened = DicomFile.Open(file);
        Fragments fragments = opened.DataSet.Find(Tags.PixelData)!.Fragments!;
        Assert.That(fragments.Offsets, Is.EqualTo(new uint[] { 0, 0x16 }));
        Assert.That(fragments.Parts.Select(part => part.ToArray()), Is.EqualTo(new byte[][] { [1, 2, 3, 4, 5, 6], [], [7, 8] }));
        Assert.That(opened.DataSet.Count, Is.EqualTo(2));

        opened.DataSet.Set(Tags.SOPClassUID, "1.2");
        opened.DataSet.Set(Tags.SOPInstanceUID, "1.3");
        using MemoryStream stream = new();
        DicomWriter.Write(stream, opened.DataSet, opened.TransferSyntax);
        byte[] pixels = file.AsSpan(file.AsSpan().IndexOf((byte[])[0xE0, 0x7F, 0x10, 0x00])).ToArray();
        Assert.That(stream.ToArray().AsSpan().EndsWith(pixels), Is.True);
        Assert.Throws<ArgumentException>(() => DicomWriter.Write(stream, opened.DataSet, TransferSyntax.ExplicitVRLittleEndian));
    }

    [Test]
    public void Open_DisorderAndDuplicates_AreToldAndSorted()
    {
        byte[] file = Explicit(Short(0x0010, 0x0020, "LO", "AA"u8.ToArray()), Short(0x0008, 0x0060, "CS", "CT"u8.ToArray()), Short(0x0010, 0x0020, "LO", "BB"u8.ToArray()));
        DicomFile opened = DicomFile.Open(file);
        Assert.That(opened.DataSet.Select(element => element.Tag), Is.EqualTo(new Tag[] { Tags.Modality, Tags.PatientID }));
        Assert.That(opened.DataSet.GetString(Tags.PatientID), Is.EqualTo("BB"));
        Assert.That(opened.Warnings, Has.One.Contains("Patient ID (0010,0020) is there twice"));
    }

    [Test]
    public void Open_TextWithoutCharacterSet_IsUtf8WhereItIsValid()
    {
        byte[] name = Encoding.UTF8.GetBytes("gr\u00fc\u00dfen ");
        byte[] inner = Short(0x0008, 0x0104, "LO", name);
        byte[] file = Explicit(
            Short(0x0008, 0x103E, "LO", name),
            Long(0x0008, 0x2112, "SQ", (uint)(8 + inner.Length), Item((uint)inner.Length, inner)),
            Short(0x0010, 0x0010, "PN", [(byte)'M', 0xFC, (byte)'l', (byte)'l']));

        DicomFile opened = DicomFile.Open(file);

        Assert.Multiple(() =>
        {
            Assert.That(opened.DataSet.GetString(Tags.SeriesDescription), Is.EqualTo("gr\u00fc\u00dfen"));
            Assert.That(opened.DataSet.GetItem(Tags.SourceImageSequence)!.GetString(Tags.CodeMeaning), Is.EqualTo("gr\u00fc\u00dfen"));
            Assert.That(opened.DataSet.GetString(Tags.PatientName), Is.EqualTo("M\ufffdll"), "is no UTF-8");
            Assert.That(opened.Warnings.Single(), Does.Contain("no Specific Character Set (0008,0005)"));
        });
    }

    [Test]
    public void Open_TextInAStatedCharacterSet_IsNotTakenForUtf8()
    {
        // The same bytes are two characters of Latin-1; the inner item inherits the character set.
        byte[] inner = Short(0x0008, 0x0104, "LO", [0xC3, 0xBC]);
        DicomFile opened = DicomFile.Open(Explicit(
            Short(0x0008, 0x0005, "CS", "ISO_IR 100"u8.ToArray()), Long(0x0008, 0x2112, "SQ", (uint)(8 + inner.Length), Item((uint)inner.Length, inner))));

        Assert.That(opened.DataSet.GetItem(Tags.SourceImageSequence)!.GetString(Tags.CodeMeaning), Is.EqualTo("\u00c3\u00bc"));
        Assert.That(opened.Warnings, Is.Empty);
    }

    [TestCase(0, "Explicit VR Little Endian")]
    [TestCase(1, "Implicit VR Little Endian")]
    [TestCase(2, "Explicit VR Big Endian")]
    public void Open_WithoutPreambleAndMeta_IsGuessed(int kind, string syntax)
    {
        byte[] bytes = kind switch
        {
            0 => Short(0x0008, 0x0060, "CS", "CT"u8.ToArray()),
            1 => Implicit(0x0008, 0x0060, 2, "CT"u8.ToArray()),
            _ => [0x00, 0x08, 0x00, 0x60, (byte)'C', (byte)'S', 0, 2, (byte)'C', (byte)'T'],
        };
        DicomFile opened = DicomFile.Open(bytes);
        Assert.That(opened.TransferSyntax.ToString(), Does.StartWith(syntax));
        Assert.That(opened.DataSet.GetString(Tags.Modality), Is.EqualTo("CT"));
        Assert.That(opened.Warnings, Has.Count.EqualTo(3));
        Assert.That(DicomFile.IsDicom(bytes), Is.True);
    }

    [Test]
    public void Open_WrongTransferSyntax_IsToldAndCorrected()
    {
        DicomFile opened = DicomFile.Open(Explicit(Implicit(0x0008, 0x0060, 2, "CT"u8.ToArray())));
        Assert.That(opened.DataSet.GetString(Tags.Modality), Is.EqualTo("CT"));
        Assert.That(opened.Warnings, Has.One.Contains("but the data set is in Implicit VR Little Endian"));
    }

    [Test]
    public void Open_Garbage_IsRefused()
    {
        Assert.Throws<DicomFormatException>(() => DicomFile.Open(ReadOnlyMemory<byte>.Empty));
        Assert.Throws<DicomFormatException>(() => DicomFile.Open("<html>this is no DICOM file</html>"u8.ToArray()));
        Assert.Throws<DicomFormatException>(() => DicomFile.Open(new byte[4000]));
        Assert.That(DicomFile.IsDicom(new byte[4000]), Is.False);
    }

    [Test]
    public void Open_ValueBeyondEnd_ThrowsWithOffset()
    {
        // The preamble and meta take 132 + 28 bytes.
        byte[] file = Explicit(Long(0x7FE0, 0x0010, "OW", 100, new byte[99]));
        DicomFormatException failure = Assert.Throws<DicomFormatException>(() => DicomFile.Open(file))!;
        Assert.That(failure.ByteOffset, Is.EqualTo(160));
        Assert.That(failure.Message, Does.Contain("Pixel Data (7FE0,0010) has a length of 100 bytes, but only 99 are left."));
        Assert.That(DicomFile.Open(file, parts: FileParts.Headers).DataSet.Count, Is.Zero);
    }

    [Test]
    public void Items_MalformedLate_ThrowsAtAccessWithPath()
    {
        byte[] good = Item(108, Short(0x0010, 0x4000, "LT", new byte[100]));
        byte[] bad = Item(108, Short(0x0010, 0x4000, "LT", new byte[100]));
        bad[14] = 200; // The text in the item is longer than the item.
        byte[] items = [.. Enumerable.Repeat(good, 60).SelectMany(item => item), .. bad];
        DicomFile opened = DicomFile.Open(Explicit(Long(0x5200, 0x9230, "SQ", (uint)items.Length, items)));
        DicomFormatException failure = Assert.Throws<DicomFormatException>(() => opened.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))!;
        Assert.That(failure.AttributePath, Is.EqualTo("(5200,9230)[61]/(0010,4000)"));
        Assert.That(failure.Message, Does.Contain("Per-Frame Functional Groups Sequence (5200,9230) item 61, Patient Comments (0010,4000) has a length of 200 bytes, but only 100 are left."));
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    [TestCase(60_000, false)]
    public void Open_NestedDeep_IsReadOrRefused(int depth, bool isRead)
    {
        foreach (bool isDelimited in new[] { true, false })
        {
            List<byte[]> parts = [.. Enumerable.Repeat((byte[])[.. Long(0x0040, 0xA730, "SQ", Undefined), .. Item(Undefined)], depth)];
            if (isDelimited)
                parts.AddRange(Enumerable.Repeat((byte[])[.. ItemDelimitation, .. SequenceDelimitation], depth));
            byte[] file = Explicit([.. parts]);
            if (isRead && isDelimited)
                Assert.That(Walk(DicomFile.Open(file).DataSet), Is.EqualTo(depth));
            else
                Assert.Throws<DicomFormatException>(() => Walk(DicomFile.Open(file).DataSet));
        }
    }

    [Test]
    public void Open_ManySmallFiles_HoldsNoHandles()
    {
        string path = Path.GetTempFileName();
        System.IO.File.WriteAllBytes(path, Explicit(Short(0x0008, 0x0060, "CS", "CT"u8.ToArray())));
        List<DicomFile> files = [.. Enumerable.Range(0, 3000).Select(_ => DicomFile.Open(path))];
        Assert.That(files[2999].DataSet.GetString(Tags.Modality), Is.EqualTo("CT"));
        System.IO.File.Delete(path);
    }

    [Test]
    public void Write_TextTooLongForItsVr_GoesAsUnknownAndComesBack()
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.SOPClassUID, "1.2");
        dataSet.Set(Tags.SOPInstanceUID, "1.3");
        dataSet.Set(Tags.ImageComments, new string('a', 65_535));
        using MemoryStream stream = new();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        DicomFile back = DicomFile.Open(stream.ToArray());
        Assert.That(back.DataSet.Find(Tags.ImageComments)!.VR, Is.EqualTo(VR.LT));
        Assert.That(back.DataSet.GetText(Tags.ImageComments), Has.Length.EqualTo(65_535));
        // (0020,4000) UN, length 00010000.
        Assert.That(stream.ToArray().AsSpan().IndexOf((byte[])[0x20, 0, 0, 0x40, (byte)'U', (byte)'N', 0, 0, 0, 0, 1, 0]), Is.Positive);
    }

    [Test]
    public void Write_SmallDataSet_GivesTheseBytes()
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.SOPClassUID, "1.2");
        dataSet.Set(Tags.SOPInstanceUID, "1.3");
        DataSet item = new();
        item.Set(Tags.Rows, 3);
        dataSet.SetItems(Tags.SegmentSequence, item);
        using MemoryStream stream = new();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        byte[] bytes = stream.ToArray();
        // Group length: all of group 0002 after its 12 bytes.
        int meta = BitConverter.ToInt32(bytes, 140);
        Assert.That(bytes.AsSpan(132, 12).ToArray(), Is.EqualTo((byte[])[2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, (byte)meta, 0, 0, 0]));
        byte[] expected =
        [
            0x08, 0x00, 0x05, 0x00, (byte)'C', (byte)'S', 10, 0, .. "ISO_IR 192"u8,
            0x08, 0x00, 0x16, 0x00, (byte)'U', (byte)'I', 4, 0, .. "1.2\0"u8,
            0x08, 0x00, 0x18, 0x00, (byte)'U', (byte)'I', 4, 0, .. "1.3\0"u8,
            0x62, 0x00, 0x02, 0x00, (byte)'S', (byte)'Q', 0, 0, 18, 0, 0, 0,
            0xFE, 0xFF, 0x00, 0xE0, 10, 0, 0, 0,
            0x28, 0x00, 0x10, 0x00, (byte)'U', (byte)'S', 2, 0, 3, 0,
        ];
        Assert.That(bytes.AsSpan(144 + meta).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Write_Cancelled_LeavesNothing()
    {
        DataSet dataSet = RandomDataSets.Make(new Random(2));
        string folder = Directory.CreateTempSubdirectory().FullName;
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => DicomWriter.Write(Path.Combine(folder, "a.dcm"), dataSet, TransferSyntax.ExplicitVRLittleEndian, null, cancellationToken: source.Token));
        Assert.That(Directory.GetFiles(folder), Is.Empty);
        Directory.Delete(folder);
    }

    private static byte[] Sequence(ushort group, bool isDefined, byte[] item) => isDefined
        ? Implicit(group, 0x1001, (uint)item.Length + 8, Item((uint)item.Length, item))
        : Implicit(group, 0x1001, Undefined, Item(Undefined, item, ItemDelimitation), SequenceDelimitation);

    private static int Walk(DataSet dataSet) => dataSet.Sum(element => 1 + element.Items.Sum(Walk));
}
