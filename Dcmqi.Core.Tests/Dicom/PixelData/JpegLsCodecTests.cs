using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class JpegLsCodecTests
{
    private static readonly FrameCodec Codec = TestFrames.Codec(TransferSyntax.JpegLsLossless);

    // The example of ITU-T T.87 H.3: a 4 x 4 image and its code.
    private static readonly byte[] ExampleImage = [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145];

    private static readonly byte[] ExampleHeader =
    [
        0xFF, 0xD8,
        0xFF, 0xF7, 0x00, 0x0B, 0x08, 0x00, 0x04, 0x00, 0x04, 0x01, 0x01, 0x11, 0x00,   // SOF: 8 bits, 4 x 4, one component
        0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00,                     // SOS: NEAR 0, not interleaved
    ];

    private static readonly byte[] ExampleScan =
    [
        0xC0, 0x00, 0x00, 0x6C, 0x80, 0x20, 0x8E, 0x01, 0xC0, 0x00, 0x00, 0x57, 0x40, 0x00, 0x00, 0x6E, 0xE6, 0x00, 0x00, 0x01,
        0xBC, 0x18, 0x00, 0x00, 0x05, 0xD8, 0x00, 0x00, 0x91, 0x60,
    ];

    private static readonly byte[] End = [0xFF, 0xD9];
    private static readonly FrameFormat ExampleFormat = new(4, 4, 8, 8);

    [Test]
    public void Encode_ExampleOfTheStandard_GivesItsBytes() =>
        // One FF more before the last marker makes the length even (PS3.5 A.4).
        Assert.That(Codec.Encode(ExampleImage, ExampleFormat), Is.EqualTo((byte[])[.. ExampleHeader, .. ExampleScan, 0xFF, .. End]));

    [Test]
    public void Decode_ExampleOfTheStandard_GivesItsImage()
    {
        Assert.That(TestFrames.Decode(Codec, [.. ExampleHeader, .. ExampleScan, .. End], ExampleFormat), Is.EqualTo(ExampleImage));
        // A padding byte, or no end at all, does no harm.
        Assert.That(TestFrames.Decode(Codec, [.. ExampleHeader, .. ExampleScan, .. End, 0], ExampleFormat), Is.EqualTo(ExampleImage));
        Assert.That(TestFrames.Decode(Codec, [.. ExampleHeader, .. ExampleScan], ExampleFormat), Is.EqualTo(ExampleImage));
    }

    [Test]
    public void Decode_OtherSegments_AreSkipped()
    {
        byte[] spiff = [0xFF, 0xE8, 0x00, 0x0A, .. "SPIFF\0"u8, 1, 2, 0xFF, 0xE8, 0x00, 0x08, 0, 0, 0, 1, 0xFF, 0xD8];
        byte[] comment = [0xFF, 0xFE, 0x00, 0x05, 0xFF, 0xD9, 0x00];
        // LSE with the default parameters: MAXVAL, T1, T2, T3, RESET.
        byte[] presets = [0xFF, 0xFF, 0xF8, 0x00, 0x0D, 0x01, 0x00, 0xFF, 0x00, 0x03, 0x00, 0x07, 0x00, 0x15, 0x00, 0x40];
        byte[] image = [.. ExampleHeader[..2], .. spiff[..12], .. spiff[12..], .. comment, .. presets, .. ExampleHeader[2..], .. ExampleScan, .. End];
        Assert.That(TestFrames.Decode(Codec, image, ExampleFormat), Is.EqualTo(ExampleImage));
        // Zeros stand for the defaults too (Table C.1).
        image.AsSpan(image.AsSpan().IndexOf((byte)0xF8) + 4, 10).Clear();
        Assert.That(TestFrames.Decode(Codec, image, ExampleFormat), Is.EqualTo(ExampleImage));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Decode_RestartIntervals_StartAgain(int interval)
    {
        // A stretch between restart markers is coded like an image of its own (T.87 C.2.6): ten lines, in stretches of some lines.
        const int Rows = 10;
        const int Columns = 13;
        byte[] frame = TestFrames.Make(new Random(interval), new FrameFormat(Rows, Columns, 8, 8), 3);
        List<byte> image = [0xFF, 0xD8, 0xFF, 0xDD, 0x00, 0x04, 0x00, (byte)interval];
        for (int row = 0; row < Rows; row += interval)
        {
            int rows = Math.Min(interval, Rows - row);
            byte[] part = Codec.Encode(frame.AsSpan(row * Columns, rows * Columns), new FrameFormat(rows, Columns, 8, 8));
            int end = part[^3] == 0xFF ? part.Length - 3 : part.Length - 2;
            if (row == 0)
            {
                part[8] = Rows;
                image.AddRange(part[2..ExampleHeader.Length]);
            }
            else
            {
                image.AddRange([0xFF, (byte)(0xD0 + (((row / interval) - 1) % 8))]);
            }

            image.AddRange(part[ExampleHeader.Length..end]);
        }

        image.AddRange(End);
        Assert.That(TestFrames.Decode(Codec, image.ToArray(), new FrameFormat(Rows, Columns, 8, 8)), Is.EqualTo(frame));
        // The markers count up to 7, then from 0 again: one that is out of turn is refused.
        image[image.LastIndexOf(0xFF, image.Count - 3) + 1] ^= 1;
        Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, image.ToArray(), new FrameFormat(Rows, Columns, 8, 8)));
    }

    [Test]
    public void Decode_FewerBitsThanAllocated_KeepsTheSign()
    {
        FrameFormat format = new(5, 7, 16, 12, IsSigned: true);
        byte[] frame = TestFrames.Make(new Random(3), format, 0);
        Assert.That(frame.Where((_, i) => i % 2 == 1).Any(high => high >= 0xF8), "some are negative");
        byte[] encoded = Codec.Encode(frame, format);
        Assert.That(encoded[6], Is.EqualTo(12), "precision");
        Assert.That(TestFrames.Decode(Codec, encoded, format), Is.EqualTo(frame));
    }

    [Test]
    public void Encode_PixelBeyondBitsStored_Throws()
    {
        Assert.That(() => Codec.Encode([0, 15, 16], new FrameFormat(1, 3, 8, 4)), Throws.ArgumentException.With.Message.Contains("Pixel 3 is 16"));
        Assert.That(() => Codec.Encode([0xFF, 0xFF, 0x00, 0x08], new FrameFormat(1, 2, 16, 12, IsSigned: true)), Throws.ArgumentException.With.Message.Contains("Pixel 2 is 2048"));
    }

    [Test]
    public void Encode_WhatItCannotHold_IsNotSupported()
    {
        Assert.Throws<NotSupportedException>(() => Codec.Encode(new byte[4], new FrameFormat(1, 1, 32, 32)));
        Assert.Throws<NotSupportedException>(() => Codec.Encode(new byte[3], new FrameFormat(1, 1, 8, 8, 3)));
        Assert.Throws<NotSupportedException>(() => TestFrames.Codec(TransferSyntax.JpegLsNearLossless).Encode(ExampleImage, ExampleFormat));
    }

    [Test]
    public void Decode_SingleBits_ArePacked()
    {
        byte[] encoded = Codec.Encode([1, 0, 1, 1, 0, 0, 0, 0, 0, 1], new FrameFormat(2, 5, 8, 1));
        Assert.That(TestFrames.Decode(Codec, encoded, new FrameFormat(2, 5, 1, 1)), Is.EqualTo(new byte[] { 0b1101, 0b10 }));
    }

    [TestCase(5, 4, 8, "4 rows, 4 columns")]
    [TestCase(4, 5, 8, "4 rows, 4 columns")]
    public void Decode_AnotherSize_Throws(int rows, int columns, int bits, string message) =>
        Assert.That(() => TestFrames.Decode(Codec, [.. ExampleHeader, .. ExampleScan, .. End], new FrameFormat(rows, columns, bits, bits)),
            Throws.TypeOf<DicomFormatException>().With.Message.Contains(message));

    [TestCase(4, 0xC0, "not JPEG-LS")]
    [TestCase(3, 0xC3, "not JPEG-LS")]
    [TestCase(6, 17, "17 bits")]
    [TestCase(6, 12, "12 bits")]
    [TestCase(11, 2, "number of components")]
    [TestCase(5, 200, "has a length of")]
    [TestCase(22, 100, "NEAR is")]
    [TestCase(23, 1, null)]
    [TestCase(23, 3, "interleave mode")]
    public void Decode_BadHeader_Throws(int at, int value, string? message)
    {
        byte[] image = [.. ExampleHeader, .. ExampleScan, .. End];
        image[at == 4 ? 3 : at] = (byte)value;
        if (at == 22)
            image[at] = 0xFF;
        Assert.That(() => TestFrames.Decode(Codec, image, ExampleFormat), message is null ? Throws.Nothing : Throws.TypeOf<DicomFormatException>().With.Message.Contains(message));
    }

    [Test]
    public void Decode_MappingTable_IsNotSupported()
    {
        byte[] image = [.. ExampleHeader, .. ExampleScan, .. End];
        image[21] = 1;
        Assert.Throws<NotSupportedException>(() => TestFrames.Decode(Codec, image, ExampleFormat));
    }

    [Test]
    public void Decode_TruncatedScan_Throws()
    {
        byte[] image = [.. ExampleHeader, .. ExampleScan];
        for (int length = 0; length < image.Length; length++)
            Assert.Throws<DicomFormatException>(() => TestFrames.Decode(Codec, image.AsSpan(0, length), ExampleFormat), $"{length} bytes");
    }
}
