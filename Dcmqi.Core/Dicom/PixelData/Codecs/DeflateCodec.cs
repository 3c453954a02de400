using System.Buffers;
using System.IO.Compression;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Deflated Image Frame Compression: each frame is one raw deflate stream (PS3.5 8.2.16, A.4.13; RFC 1951).</summary>
internal sealed class DeflateCodec : FrameCodec
{
    public override byte[] Encode(ReadOnlySpan<byte> frame, FrameFormat format)
    {
        CheckLength(frame.Length, format);
        using MemoryStream compressed = new(Math.Max(64, frame.Length / 16));
        using (DeflateStream deflate = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(frame);
        // A.4.13: a single null byte makes the length even.
        if (compressed.Length % 2 != 0)
            compressed.WriteByte(0);
        return compressed.ToArray();
    }

    // RFC 1951 3.2.5: a match of 258 bytes takes at least two bits.
    public override long MostBytesFrom(long encodedBytes) => encodedBytes * 1032;

    public override void Decode(ReadOnlySpan<byte> encoded, FrameFormat format, Span<byte> frame)
    {
        CheckLength(frame.Length, format);
        byte[] copy = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            encoded.CopyTo(copy);
            using MemoryStream compressed = new(copy, 0, encoded.Length, writable: false);
            using DeflateStream inflate = new(compressed, CompressionMode.Decompress);
            int count = inflate.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false);
            if (count < frame.Length)
                throw new DicomFormatException($"The deflated frame has {count} bytes; {frame.Length} were expected (PS3.5 A.4.13).");
        }
        catch (InvalidDataException failure)
        {
            throw new DicomFormatException($"The frame cannot be inflated: {failure.Message}", innerException: failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
