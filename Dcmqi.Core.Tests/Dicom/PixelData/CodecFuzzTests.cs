using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class CodecFuzzTests
{
    // JPEG-LS needs its lines and contexts (10 KB), deflate the state of zlib and a stream; none of it grows with what a frame claims.
    private const long MostAllocated = 1 << 18;

    [Test]
    public void Decode_MutatedFrames_ThrowOnlyWhatIsDocumented([Values(Uids.RLELossless, Uids.DeflatedImageFrameCompression, Uids.EncapsulatedUncompressedExplicitVRLittleEndian, Uids.JPEGLSLossless)] string uid)
    {
        FrameCodec codec = TestFrames.Codec(TransferSyntax.Of(uid));
        Random random = new(5);
        int count = TestScale.Cases(4000);
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            FrameFormat format = new(random.Next(1, 20), random.Next(1, 20), random.Next(2) == 0 ? 8 : 16, 8);
            byte[] encoded = Mutate(random, codec.Encode(TestFrames.Make(random, format, i % TestFrames.Kinds), format));
            byte[] frame = new byte[format.FrameBytes];
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                codec.Decode(encoded, format, frame);
            }
            catch (Exception failure) when (failure is DicomFormatException or NotSupportedException)
            {
                refused++;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostAllocated), $"case {i}");
        }

        Assert.That(refused, Is.InRange(count / 20, count - 1), "mutations that are all refused, or none, test nothing");
    }

    [Test]
    public void Decode_MutatedColorJpegLs_ThrowsOnlyWhatIsDocumented([Values(0, 1, 2)] int interleave)
    {
        // Three components in one scan or three; the bits behind the headers are arbitrary.
        Random random = new(6);
        FrameCodec codec = TestFrames.Codec(TransferSyntax.JpegLsLossless);
        FrameFormat format = new(9, 9, 8, 8, 3);
        byte[] frame = new byte[format.FrameBytes];
        int decoded = 0;
        int count = TestScale.Cases(3000);
        for (int i = 0; i < count; i++)
        {
            byte[] scan = new byte[random.Next(400)];
            random.NextBytes(scan);
            for (int at = 0; at < scan.Length; at++)
                scan[at] &= (byte)(at > 0 && scan[at - 1] == 0xFF ? 0x7F : 0xFF);
            List<byte> image = [0xFF, 0xD8, 0xFF, 0xF7, 0, 17, 8, 0, 9, 0, 9, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
            byte near = (byte)random.Next(4);
            if (interleave == 0)
            {
                for (byte component = 1; component <= 3; component++)
                    image.AddRange([0xFF, 0xDA, 0, 8, 1, component, 0, near, 0, 0, .. scan]);
            }
            else
            {
                image.AddRange([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, near, (byte)interleave, 0, .. scan]);
            }

            try
            {
                codec.Decode(image.ToArray(), format, frame);
                decoded++;
            }
            catch (DicomFormatException)
            {
            }
        }

        Assert.That(decoded, Is.InRange(1, count - 1));
    }

    private static byte[] Mutate(Random random, byte[] bytes)
    {
        if (random.Next(4) == 0)
            return bytes[..random.Next(bytes.Length)];
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            // Headers are short and decide most: half of the changes go there.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(80, bytes.Length) : bytes.Length);
            bytes[at] = random.Next(3) switch { 0 => 0xFF, 1 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)random.Next(256) };
        }

        return bytes;
    }
}
