using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class CodecRoundTripTests
{
    private static readonly int[] Allocated = [1, 8, 16, 32, 64];

    [Test]
    public void EncodeDecode_RandomFrames_AreTheSame([Values(Uids.RLELossless, Uids.DeflatedImageFrameCompression, Uids.EncapsulatedUncompressedExplicitVRLittleEndian, Uids.JPEGLSLossless)] string uid)
    {
        FrameCodec codec = TestFrames.Codec(TransferSyntax.Of(uid));
        Random random = new(4);
        int count = TestScale.Cases(400);
        for (int i = 0; i < count; i++)
        {
            FrameFormat format = RandomFormat(random, uid);
            byte[] frame = TestFrames.Make(random, format, i % TestFrames.Kinds);
            byte[] encoded = codec.Encode(frame, format);
            Assert.That(encoded.Length % 2, Is.Zero);
            Assert.That(TestFrames.Decode(codec, encoded, format), Is.EqualTo(frame), $"{i}: {format}, kind {i % TestFrames.Kinds}");
            Assert.That(codec.MostBytesFrom(encoded.Length), Is.GreaterThanOrEqualTo(frame.Length));
        }
    }

    [TestCase(1, 1)]
    [TestCase(1, 5000)]
    [TestCase(5000, 1)]
    [TestCase(3, 65535)]
    public void EncodeDecode_LongAndThin_AreTheSame(int rows, int columns)
    {
        foreach (TransferSyntax syntax in (TransferSyntax[])[TransferSyntax.RleLossless, TransferSyntax.JpegLsLossless])
        {
            for (int kind = 0; kind < TestFrames.Kinds; kind++)
            {
                FrameFormat format = new(rows, columns, 16, 16);
                byte[] frame = TestFrames.Make(new Random(kind), format, kind);
                Assert.That(TestFrames.Decode(TestFrames.Codec(syntax), TestFrames.Codec(syntax).Encode(frame, format), format).AsSpan().SequenceEqual(frame), $"{syntax}, kind {kind}");
            }
        }
    }

    [Test]
    public void MostBytesFrom_FlatFrames_IsNotReached()
    {
        FrameFormat format = new(2000, 65535, 16, 16);
        byte[] frame = new byte[format.FrameBytes];
        foreach (TransferSyntax syntax in (TransferSyntax[])[TransferSyntax.RleLossless, TransferSyntax.JpegLsLossless, TransferSyntax.DeflatedImageFrame])
        {
            FrameCodec codec = TestFrames.Codec(syntax);
            byte[] encoded = codec.Encode(frame, format);
            Assert.That(codec.MostBytesFrom(encoded.Length), Is.GreaterThanOrEqualTo(frame.LongLength), syntax.ToString());
        }
    }

    private static FrameFormat RandomFormat(Random random, string uid)
    {
        if (uid == Uids.JPEGLSLossless)
        {
            int precision = random.Next(2, 17);
            return new FrameFormat(random.Next(1, 41), random.Next(1, 41), precision > 8 || random.Next(2) == 0 ? 16 : 8, precision, IsSigned: random.Next(2) == 0);
        }

        int bits = Allocated[random.Next(Allocated.Length)];
        int samples = bits is 8 or 16 && random.Next(4) == 0 ? 3 : 1;
        return new FrameFormat(random.Next(1, 41), random.Next(1, 41), bits, bits, samples, false, samples == 1 ? default : (PlanarConfiguration)random.Next(2));
    }
}
