using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class RleCodecTests
{
    private static readonly FrameCodec Codec = TestFrames.Codec(TransferSyntax.RleLossless);

    [Test]
    public void Encode_Rows_AreCodedOnTheirOwn()
    {
        byte[] frame =
        [
            5, 5, 5, 5, 5, 1, 2, 2, 3, 9,   // run of 5, then literals: the pair among them is no run
            9, 9, 9, 9, 9, 9, 9, 9, 7, 7,   // does not go on with the 9 of the row before; a pair at the end is a run
        ];
        byte[] expected =
        [
            1, 0, 0, 0, 64, 0, 0, 0, .. new byte[56],   // one segment, at byte 64 (PS3.5 G.5)
            0xFC, 5,                                    // -4: five times 5
            4, 1, 2, 2, 3, 9,                           // five literals
            0xF9, 9,                                    // -7: eight times 9
            0xFF, 7,                                    // -1: twice 7
        ];
        Assert.That(Codec.Encode(frame, new FrameFormat(2, 10, 8, 8)), Is.EqualTo(expected));
    }

    [Test]
    public void Encode_TwoBytesPerSample_MostSignificantSegmentFirst()
    {
        byte[] frame = [0x34, 0x12, 0x78, 0x56, 0xBC, 0x9A];
        byte[] expected =
        [
            2, 0, 0, 0, 64, 0, 0, 0, 68, 0, 0, 0, .. new byte[52],
            2, 0x12, 0x56, 0x9A,
            2, 0x34, 0x78, 0xBC,
        ];
        byte[] encoded = Codec.Encode(frame, new FrameFormat(1, 3, 16, 16));
        Assert.That(encoded, Is.EqualTo(expected));
        Assert.That(TestFrames.Decode(Codec, encoded, new FrameFormat(1, 3, 16, 16)), Is.EqualTo(frame));
    }

    [Test]
    public void Encode_OddSegment_IsPadded()
    {
        byte[] encoded = Codec.Encode([1, 2], new FrameFormat(1, 2, 8, 8));
        Assert.That(encoded[64..], Is.EqualTo(new byte[] { 1, 1, 2, 0 }));
    }

    [Test]
    public void Encode_LongRuns_AreSplit()
    {
        byte[] encoded = Codec.Encode(new byte[257], new FrameFormat(1, 257, 8, 8));
        // -127: 128 times; the last byte is a literal of one.
        Assert.That(encoded[64..], Is.EqualTo(new byte[] { 0x81, 0, 0x81, 0, 0, 0 }));
    }

    [Test]
    public void Encode_SingleBits_TakesOneBytePerPixel()
    {
        // Ten pixels: 1 0 1 1 1 1 0 0 | 0 1, the first in the lowest bit (PS3.5 8.1.1); G.2 pads each to a byte.
        FrameFormat format = new(2, 5, 1, 1);
        byte[] encoded = Codec.Encode([0b0011_1101, 0b10], format);
        Assert.That(encoded[64..], Is.EqualTo(new byte[] { 1, 1, 0, 0xFE, 1, 0, 1, 0xFE, 0, 0, 1, 0 }));
        Assert.That(TestFrames.Decode(Codec, encoded, format), Is.EqualTo(new byte[] { 0b0011_1101, 0b10 }));
    }

    [TestCase(new byte[] { 1, 0b0011_1101, 0b1111_1110 })]
    [TestCase(new byte[] { 1, 0b0011_1101, 0b1111_1110, 0 }, TestName = "Decode_PackedSingleBits_AreTaken(padded segment)")]
    public void Decode_PackedSingleBits_AreTaken(byte[] segment)
    {
        byte[] frame = TestFrames.Decode(Codec, WithHeader(segment), new FrameFormat(2, 5, 1, 1));
        // Bits behind the last pixel are cleared.
        Assert.That(frame, Is.EqualTo(new byte[] { 0b0011_1101, 0b10 }));
    }

    [Test]
    public void Decode_SingleBitsOfNeitherLength_Throws() =>
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, WithHeader(5, 1, 2, 3, 4, 5, 6), new FrameFormat(2, 5, 1, 1)));

    [Test]
    public void Decode_SegmentThatIsTooLong_IsCutAndNothingCodeIsSkipped()
    {
        // -128 means nothing; the run goes beyond the frame.
        Assert.That(TestFrames.Decode(Codec, WithHeader(0x80, 0, 7, 0x81, 8, 0x81, 9), new FrameFormat(1, 4, 8, 8)), Is.EqualTo(new byte[] { 7, 8, 8, 8 }));
    }

    [TestCase(new byte[] { 2, 1, 2, 3 })]
    [TestCase(new byte[] { 3, 1, 2, 3 })]
    [TestCase(new byte[] { 0xFE })]
    [TestCase(new byte[0])]
    public void Decode_TruncatedSegment_Throws(byte[] segment) =>
        Assert.That(() => TestFrames.Decode(Codec, WithHeader(segment), new FrameFormat(1, 4, 8, 8)),
            Throws.TypeOf<DicomFormatException>().With.Message.Contains("4 were expected"));

    [TestCase(0, 64u)]
    [TestCase(2, 64u)]
    [TestCase(16, 64u)]
    [TestCase(1, 63u)]
    [TestCase(1, 0u)]
    [TestCase(1, 70u)]
    [TestCase(1, 0xFFFFFFFFu)]
    public void Decode_BadHeader_Throws(int segments, uint offset)
    {
        byte[] encoded = WithHeader(3, 1, 2, 3, 4);
        BitConverter.TryWriteBytes(encoded, segments);
        BitConverter.TryWriteBytes(encoded.AsSpan(4), offset);
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, encoded, new FrameFormat(1, 4, 8, 8)));
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, encoded.AsSpan(0, 63), new FrameFormat(1, 4, 8, 8)));
    }

    [Test]
    public void Decode_SegmentsInWrongOrder_Throws()
    {
        byte[] encoded = Codec.Encode([1, 2, 3, 4], new FrameFormat(1, 2, 16, 16));
        encoded[8] = 62;
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, encoded, new FrameFormat(1, 2, 16, 16)));
    }

    [Test]
    public void Encode_ColorByPixelAndByPlane_GiveTheSameSegments()
    {
        FrameFormat byPixel = new(1, 3, 8, 8, 3);
        FrameFormat byPlane = byPixel with { PlanarConfiguration = PlanarConfiguration.ColorByPlane };
        byte[] encoded = Codec.Encode([1, 11, 21, 2, 12, 22, 3, 13, 23], byPixel);
        Assert.That(Codec.Encode([1, 2, 3, 11, 12, 13, 21, 22, 23], byPlane), Is.EqualTo(encoded));
        Assert.That(TestFrames.Decode(Codec, encoded, byPlane), Is.EqualTo(new byte[] { 1, 2, 3, 11, 12, 13, 21, 22, 23 }));
    }

    [Test]
    public void Encode_MoreThanFifteenSegments_IsNotSupported() =>
        Assert.Throws<NotSupportedException>(() => Codec.Encode(new byte[24], new FrameFormat(1, 1, 64, 64, 3)));

    private static byte[] WithHeader(params byte[] segment) => [1, 0, 0, 0, 64, 0, 0, 0, .. new byte[56], .. segment];
}
