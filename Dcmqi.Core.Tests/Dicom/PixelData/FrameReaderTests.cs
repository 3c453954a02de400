using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class FrameReaderTests
{
    [Test]
    public void ReadFrame_Native_GivesEachFrame([Values(8, 16, 32, 64)] int bits)
    {
        FrameFormat format = new(3, 5, bits, bits);
        byte[][] frames = [.. Enumerable.Range(0, 3).Select(seed => TestFrames.Make(new Random(seed), format, 0))];
        FrameReader reader = FrameReader.Of(TestFrames.NativeImage(format, frames), TransferSyntax.ExplicitVRLittleEndian, []);
        Assert.That(reader.FrameCount, Is.EqualTo(3));
        Assert.That(reader.Format, Is.EqualTo(format));
        byte[] destination = new byte[format.FrameBytes + 1];
        for (int i = 2; i >= 0; i--)
        {
            reader.ReadFrame(i, destination);
            Assert.That(destination[..^1], Is.EqualTo(frames[i]));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadFrame(3, destination));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadFrame(-1, destination));
        Assert.Throws<ArgumentException>(() => reader.ReadFrame(0, destination.AsSpan(2)));
    }

    [Test]
    public void Of_TooFewPixels_Throws()
    {
        FrameFormat format = new(3, 5, 8, 8);
        DataSet dataSet = TestFrames.NativeImage(format, new byte[15], new byte[15]);
        dataSet.Set(Tags.NumberOfFrames, 3);
        Assert.That(() => FrameReader.Of(dataSet, TransferSyntax.ExplicitVRLittleEndian, []),
            Throws.TypeOf<DicomFormatException>().With.Message.EqualTo("Pixel Data (7FE0,0010) has 30 bytes; 3 frames of 15 bytes were expected."));
        List<string> warnings = [];
        dataSet.Set(Tags.NumberOfFrames, 1);
        _ = FrameReader.Of(dataSet, TransferSyntax.ExplicitVRLittleEndian, [], warnings.Add);
        Assert.That(warnings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Of_HugeClaims_AreRefusedBeforeRoomIsMade([Values(Uids.ExplicitVRLittleEndian, Uids.RLELossless, Uids.DeflatedImageFrameCompression, Uids.JPEGLSLossless)] string uid)
    {
        DataSet dataSet = TestFrames.Image(new FrameFormat(32767, 65535, 8, 8), 1);
        TransferSyntax syntax = TransferSyntax.Of(uid);
        if (syntax.IsEncapsulated)
            EncapsulatedFrames.Set(dataSet, [new MemoryBulkValue(new byte[200])]);
        else
            dataSet.SetBytes(Tags.PixelData, VR.OB, new byte[200]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DicomFormatException>(() => FrameReader.Of(dataSet, syntax, []));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Of_JpegLsOfAnotherSize_IsRefusedBeforeRoomIsMade()
    {
        // A true frame of 3 x 5 padded with enough bytes that its bound would allow 20000 x 20000.
        FrameFormat small = new(3, 5, 8, 8);
        byte[] encoded = FrameCodec.Of(TransferSyntax.JpegLsLossless)!.Encode(new byte[15], small);
        DataSet dataSet = TestFrames.Image(new FrameFormat(20000, 20000, 8, 8), 1);
        EncapsulatedFrames.Set(dataSet, [new MemoryBulkValue((byte[])[.. encoded, .. new byte[2000]])]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            () => FrameReader.Of(dataSet, TransferSyntax.JpegLsLossless, []),
            Throws.TypeOf<DicomFormatException>().With.Message.EqualTo("The JPEG-LS image has 5 x 3 pixels; 20000 x 20000 were expected."));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [TestCase(Tags.Rows, 0)]
    [TestCase(Tags.Columns, 0)]
    [TestCase(Tags.BitsStored, 9)]
    [TestCase(Tags.SamplesPerPixel, 0)]
    [TestCase(Tags.PixelRepresentation, 2)]
    [TestCase(Tags.NumberOfFrames, 0)]
    [TestCase(Tags.NumberOfFrames, -1)]
    [TestCase(Tags.BitsAllocated, 0)]
    public void Of_ImpossibleAttribute_Throws(uint tag, int value)
    {
        DataSet dataSet = TestFrames.NativeImage(new FrameFormat(3, 5, 8, 8), new byte[15]);
        dataSet.Set(tag, value);
        Assert.That(() => FrameReader.Of(dataSet, TransferSyntax.ExplicitVRLittleEndian, []), Throws.TypeOf<DicomFormatException>().With.Message.Contains(Tag.FromValue(tag).ToString()));
    }

    [Test]
    public void ReadFrame_UnknownTransferSyntax_SaysToRegisterADecoder()
    {
        DataSet dataSet = TestFrames.Image(new FrameFormat(3, 5, 8, 8), 1);
        EncapsulatedFrames.Set(dataSet, [new MemoryBulkValue(new byte[8])]);
        const string Reason = "Pixel Data (7FE0,0010) is in JPEG 2000 Image Compression (Lossless Only) (1.2.840.10008.1.2.4.90), which this library does not decode. Register an IFrameDecoder for it.";
        var warnings = new List<string>();
        FrameReader reader = FrameReader.Of(dataSet, TransferSyntax.Of(Uids.JPEG2000Lossless), [], warnings.Add);
        Assert.That(warnings, Is.EqualTo(new[] { Reason }));
        Assert.That((reader.FrameCount, reader.Format, reader.Undecodable), Is.EqualTo((1, new FrameFormat(3, 5, 8, 8), Reason)));
        Assert.That(() => reader.ReadFrame(0, new byte[15]), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo(Reason));
        Assert.That(reader.RequireDecoder, Throws.TypeOf<NotSupportedException>());
        Assert.That(FrameReader.Of(dataSet, TransferSyntax.Of("1.2.3"), []).Undecodable, Does.Contain("the transfer syntax 1.2.3,"));
    }

    [Test]
    public void ReadFrame_RegisteredDecoder_IsAsked()
    {
        DataSet dataSet = TestFrames.Image(new FrameFormat(1, 4, 16, 12, IsSigned: true), 2);
        // Two frames, the second in two fragments.
        dataSet.SetFragments(Tags.PixelData, new Fragments([0, 10], [new MemoryBulkValue(new byte[] { 1, 2 }), new MemoryBulkValue(new byte[] { 3, 4 }), new MemoryBulkValue(new byte[] { 5, 6 })]));
        Inverter decoder = new();
        FrameReader reader = FrameReader.Of(dataSet, TransferSyntax.Of(Uids.JPEG2000), [decoder]);
        byte[] frame = new byte[8];
        reader.ReadFrame(1, frame);
        Assert.That(frame, Is.EqualTo(new byte[] { 252, 251, 250, 249, 0, 0, 0, 0 }));
        Assert.That(decoder.Description, Is.EqualTo(new FrameDescription { TransferSyntaxUid = Uids.JPEG2000, Rows = 1, Columns = 4, BitsAllocated = 16, BitsStored = 12, IsSigned = true, PhotometricInterpretation = "MONOCHROME2" }));
        Assert.That(decoder.Description!.ToString(), Is.EqualTo("4 x 1, 12 of 16 bits, MONOCHROME2"));
        Assert.That(() => reader.ReadFrame(0, frame), Throws.TypeOf<DicomFormatException>().With.Message.StartsWith("Frame 1 of Pixel Data (7FE0,0010) (JPEG 2000 Image Compression): Inverter could not decode it: "));
    }

    [Test]
    public void ReadFrame_MalformedFrame_NamesFrameAndSyntax()
    {
        DataSet dataSet = TestFrames.Image(new FrameFormat(3, 5, 8, 8), 1);
        EncapsulatedFrames.Set(dataSet, [new MemoryBulkValue(new byte[64])]);
        FrameReader reader = FrameReader.Of(dataSet, TransferSyntax.RleLossless, []);
        DicomFormatException failure = Assert.Throws<DicomFormatException>(() => reader.ReadFrame(0, new byte[15]))!;
        Assert.That(failure.Message, Does.StartWith("Frame 1 of Pixel Data (7FE0,0010) (RLE Lossless): The RLE header has 0 segments"));
        Assert.That(failure.AttributePath, Is.EqualTo("(7FE0,0010)"));
    }

    [Test]
    public void Of_NativeWhereEncapsulated_AndOtherwise_Throws()
    {
        DataSet native = TestFrames.NativeImage(new FrameFormat(3, 5, 8, 8), new byte[15]);
        Assert.Throws<DicomFormatException>(() => FrameReader.Of(native, TransferSyntax.RleLossless, []));
        DataSet encapsulated = TestFrames.Image(new FrameFormat(3, 5, 8, 8), 1);
        Assert.Throws<DicomFormatException>(() => FrameReader.Of(encapsulated, TransferSyntax.ExplicitVRLittleEndian, []), "no pixels at all");
        EncapsulatedFrames.Set(encapsulated, [new MemoryBulkValue(new byte[64])]);
        Assert.Throws<DicomFormatException>(() => FrameReader.Of(encapsulated, TransferSyntax.ExplicitVRLittleEndian, []));
    }

    [Test]
    public void ReadFrame_ManyThreads_EachGetsItsFrame([Values(Uids.RLELossless, Uids.JPEGLSLossless, Uids.DeflatedImageFrameCompression)] string uid)
    {
        FrameFormat format = new(17, 23, 8, 8);
        TransferSyntax syntax = TransferSyntax.Of(uid);
        byte[][] frames = [.. Enumerable.Range(0, 50).Select(seed => TestFrames.Make(new Random(seed), format, seed % TestFrames.Kinds))];
        DataSet dataSet = TestFrames.Image(format, frames.Length);
        EncapsulatedFrames.Set(dataSet, FrameEncoder.Encode(frames.Length, format, FrameCodec.Of(syntax)!, (frame, bytes) => frames[frame].CopyTo(bytes)));
        string path = Path.GetTempFileName();
        try
        {
            DicomWriter.Write(path, dataSet, syntax);
            using DicomFile file = DicomFile.Open(path);
            FrameReader reader = FrameReader.Of(file.DataSet, file.TransferSyntax, []);
            Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                byte[] frame = new byte[format.FrameBytes];
                reader.ReadFrame(i % frames.Length, frame);
                Assert.That(frame.AsSpan().SequenceEqual(frames[i % frames.Length]));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Inverter : IFrameDecoder
    {
        public FrameDescription? Description { get; private set; }

        public bool CanDecode(string transferSyntaxUid) => transferSyntaxUid == Uids.JPEG2000;

        public void Decode(ReadOnlySpan<byte> encoded, FrameDescription description, Span<byte> frame)
        {
            Description = description;
            frame.Clear();
            for (int i = 0; i < 4; i++)
                frame[i] = (byte)~encoded[i];
        }
    }
}
