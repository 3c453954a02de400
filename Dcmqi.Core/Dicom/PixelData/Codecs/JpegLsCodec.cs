using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Dcmqi.Dicom.PixelData.JpegLs;

namespace Dcmqi.Dicom.PixelData;

/// <summary>JPEG-LS (PS3.5 8.2.3, A.4.3; ISO/IEC 14495-1, ITU-T T.87): frames of one sample are written lossless, all are read.</summary>
internal sealed class JpegLsCodec : FrameCodec
{
    private const int LeastBits = 2;

    /// <summary>For the transfer syntax of near-lossless images, which are read, not written.</summary>
    public bool IsDecodeOnly { get; init; }

    public override byte[] Encode(ReadOnlySpan<byte> frame, FrameFormat format)
    {
        CheckLength(frame.Length, format);
        if (IsDecodeOnly)
            throw new NotSupportedException("JPEG-LS Near-lossless is read, not written; write JPEG-LS Lossless (1.2.840.10008.1.2.4.80).");
        if (format.SamplesPerPixel != 1 || format.BitsAllocated is not (8 or 16))
            throw new NotSupportedException($"JPEG-LS is written for one sample of 8 or 16 bits; {format.SamplesPerPixel} of {format.BitsAllocated} bits were given.");
        int bits = Math.Max(LeastBits, format.BitsStored);
        CheckUnused(frame, format, bits);
        return JpegLsEncoder.Encode(frame, format.BytesPerSample, format.Rows, format.Columns, bits);
    }

    // T.87 A.7.1: one bit stands for at most 2^15 samples, of two bytes here.
    public override long MostBytesFrom(long encodedBytes) => encodedBytes * (8 << 16);

    // Half a megabyte of samples may lie in one byte, so the bound above lets small files claim much: the frame header (T.87 C.2.2) is asked first.
    public override void CheckStatedSize(ReadOnlySpan<byte> start, FrameFormat format)
    {
        int position = 2;
        while (position + 9 <= start.Length && start[position] == JpegLsMarker.Prefix)
        {
            byte marker = start[position + 1];
            if (marker == JpegLsMarker.Prefix)
            {
                position++;
                continue;
            }

            if (marker == JpegLsMarker.StartOfFrame)
            {
                int rows = BinaryPrimitives.ReadUInt16BigEndian(start[(position + 5)..]);
                int columns = BinaryPrimitives.ReadUInt16BigEndian(start[(position + 7)..]);
                if (rows != 0 && columns != 0 && (rows != format.Rows || columns != format.Columns))
                    throw new DicomFormatException($"The JPEG-LS image has {columns} x {rows} pixels; {format.Columns} x {format.Rows} were expected.");
                return;
            }

            if (marker == JpegLsMarker.StartOfScan)
                return;
            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(start[(position + 2)..]);
        }
    }

    public override void Decode(ReadOnlySpan<byte> encoded, FrameFormat format, Span<byte> frame)
    {
        CheckLength(frame.Length, format);
        switch (format.BitsAllocated)
        {
            case 8 or 16:
                JpegLsDecoder.Decode(encoded, format, frame);
                break;
            case 1:
                DecodeSingleBits(encoded, format, frame);
                break;
            default:
                throw new DicomFormatException($"Bits Allocated (0028,0100) is {format.BitsAllocated}; JPEG-LS holds samples of at most 16 bits (PS3.5 8.2.3).");
        }
    }

    // PS3.5 8.2.3 does not list such images; some writers make them all the same, with one byte for each pixel.
    private static void DecodeSingleBits(ReadOnlySpan<byte> encoded, FrameFormat format, Span<byte> frame)
    {
        FrameFormat unpacked = format with { BitsAllocated = 8, BitsStored = 1 };
        byte[] pixels = ArrayPool<byte>.Shared.Rent(unpacked.FrameBytes);
        try
        {
            JpegLsDecoder.Decode(encoded, unpacked, pixels.AsSpan(0, unpacked.FrameBytes));
            SingleBits.Pack(pixels.AsSpan(0, unpacked.FrameBytes), frame);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    // Bits above Bits Stored are not coded: they must follow from those below, or the image would not come back.
    private static void CheckUnused(ReadOnlySpan<byte> frame, FrameFormat format, int bits)
    {
        if (bits == format.BitsAllocated)
            return;
        int shift = 32 - bits;
        ReadOnlySpan<short> words = format.BitsAllocated == 16 ? MemoryMarshal.Cast<byte, short>(frame) : default;
        for (int i = 0; i < format.SampleCount; i++)
        {
            int value = format.BitsAllocated == 16 ? (BitConverter.IsLittleEndian ? words[i] : BinaryPrimitives.ReverseEndianness(words[i])) : (sbyte)frame[i];
            int unsigned = format.BitsAllocated == 16 ? (ushort)value : (byte)value;
            if (format.IsSigned ? value << shift >> shift != value : unsigned >> bits != 0)
                throw new ArgumentException($"Pixel {i + 1} is {(format.IsSigned ? value : unsigned)}, which needs more than the {format.BitsStored} bits of Bits Stored (0028,0101).", nameof(frame));
        }
    }
}
