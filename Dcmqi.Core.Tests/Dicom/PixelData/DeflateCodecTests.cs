using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class DeflateCodecTests
{
    private static readonly FrameCodec Codec = TestFrames.Codec(TransferSyntax.DeflatedImageFrame);
    private static readonly FrameFormat Format = new(1, 3, 8, 8);

    // RFC 1951 3.2.4: last block, stored; length and its complement; three bytes.
    private static readonly byte[] Stored = [0b001, 3, 0, 0xFC, 0xFF, 7, 8, 9];

    [Test]
    public void Decode_StoredBlock_GivesItsBytes()
    {
        Assert.That(TestFrames.Decode(Codec, Stored, Format), Is.EqualTo(new byte[] { 7, 8, 9 }));
        Assert.That(TestFrames.Decode(Codec, [.. Stored, 0], Format), Is.EqualTo(new byte[] { 7, 8, 9 }), "padded (PS3.5 A.4.13)");
    }

    [Test]
    public void Decode_TooShortOrNoDeflate_Throws()
    {
        Assert.That(() => TestFrames.Decode(Codec, Stored, new FrameFormat(1, 4, 8, 8)), Throws.TypeOf<DicomFormatException>().With.Message.Contains("has 3 bytes; 4 were expected"));
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, Stored.AsSpan(0, 6), Format));
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, [], Format));
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, [0xFF, 0xFF, 0xFF, 0xFF], Format));
    }

    [Test]
    public void Encode_Frame_ZlibInflatesIt()
    {
        FrameFormat format = new(50, 50, 1, 1);
        byte[] frame = TestFrames.Make(new Random(1), format, 2);
        byte[] encoded = Codec.Encode(frame, format);
        Assert.That(encoded.Length % 2, Is.Zero);
        string text = ExternalProgram.Python("pydicom").RunScript("import sys, zlib; print(zlib.decompressobj(-15).decompress(bytes.fromhex(sys.argv[1])).hex())", Convert.ToHexString(encoded));
        Assert.That(text.Trim(), Is.EqualTo(Convert.ToHexString(frame).ToLowerInvariant()));
    }

    [Test]
    public void Uncompressed_OddFrame_IsPadded()
    {
        FrameCodec codec = TestFrames.Codec(TransferSyntax.EncapsulatedUncompressed);
        Assert.That(codec.Encode([7, 8, 9], Format), Is.EqualTo(new byte[] { 7, 8, 9, 0 }));
        Assert.That(TestFrames.Decode(codec, [7, 8, 9, 0], Format), Is.EqualTo(new byte[] { 7, 8, 9 }));
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(codec, [7, 8], Format));
    }
}
