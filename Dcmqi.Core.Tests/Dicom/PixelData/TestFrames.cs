using System.Buffers.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Tests.Dicom.PixelData;

/// <summary>Frames of several kinds, and images that hold them.</summary>
internal static class TestFrames
{
    /// <summary>Noise, a gradient, label runs, a random walk.</summary>
    public const int Kinds = 4;

    public static byte[] Make(Random random, FrameFormat format, int kind)
    {
        byte[] frame = new byte[format.FrameBytes];
        if (format.BitsAllocated == 1)
        {
            for (int i = 0, left = 0, value = 0; i < format.PixelCount; i++, left--)
            {
                if (left <= 0)
                    (value, left) = (kind == 0 ? random.Next(2) : 1 - value, kind == 0 ? 1 : random.Next(1, 40));
                frame[i >> 3] |= (byte)(value << (i & 7));
            }

            return frame;
        }

        long mask = format.BitsStored == 64 ? -1 : (1L << format.BitsStored) - 1;
        long sample = 0;
        int run = 0;
        for (int i = 0; i < format.SampleCount; i++)
        {
            long column = i % format.Columns;
            sample = kind switch
            {
                0 => random.NextInt64(),
                1 => (column * 3) + (i / format.Columns * 5),
                2 => --run > 0 ? sample : random.Next(18),
                _ => sample + random.Next(-3, 4),
            };
            if (run <= 0)
                run = random.Next(60);
            sample &= mask;
            long stored = format.IsSigned && format.BitsStored < 64 ? sample << (64 - format.BitsStored) >> (64 - format.BitsStored) : sample;
            Write(stored, frame.AsSpan(i * format.BytesPerSample, format.BytesPerSample));
        }

        return frame;
    }

    /// <summary>An image with the attributes that DCMTK needs; its Pixel Data is native.</summary>
    public static DataSet NativeImage(FrameFormat format, params byte[][] frames)
    {
        DataSet dataSet = Image(format, frames.Length);
        dataSet.SetBytes(Tags.PixelData, format.BitsAllocated > 8 ? VR.OW : VR.OB, frames.SelectMany(frame => frame).ToArray());
        return dataSet;
    }

    /// <summary>The same without Pixel Data.</summary>
    public static DataSet Image(FrameFormat format, int frameCount)
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.SOPClassUID, Uids.MultiFrameGrayscaleByteSecondaryCaptureImageStorage);
        dataSet.Set(Tags.SOPInstanceUID, "2.25.1");
        dataSet.Set(Tags.SamplesPerPixel, format.SamplesPerPixel);
        dataSet.Set(Tags.PhotometricInterpretation, format.SamplesPerPixel == 3 ? "RGB" : "MONOCHROME2");
        dataSet.Set(Tags.NumberOfFrames, frameCount);
        dataSet.Set(Tags.Rows, format.Rows);
        dataSet.Set(Tags.Columns, format.Columns);
        dataSet.Set(Tags.BitsAllocated, format.BitsAllocated);
        dataSet.Set(Tags.BitsStored, format.BitsStored);
        dataSet.Set(Tags.HighBit, format.BitsStored - 1);
        dataSet.Set(Tags.PixelRepresentation, format.IsSigned ? 1 : 0);
        if (format.SamplesPerPixel > 1)
            dataSet.Set(Tags.PlanarConfiguration, (int)format.PlanarConfiguration);
        return dataSet;
    }

    public static byte[][] ReadAll(DicomFile file)
    {
        FrameReader reader = FrameReader.Of(file.DataSet, file.TransferSyntax, []);
        byte[][] frames = new byte[reader.FrameCount][];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = new byte[reader.Format.FrameBytes];
            reader.ReadFrame(i, frames[i]);
        }

        return frames;
    }

    public static FrameCodec Codec(TransferSyntax syntax) => FrameCodec.Of(syntax)!;

    public static byte[] Decode(FrameCodec codec, ReadOnlySpan<byte> encoded, FrameFormat format)
    {
        byte[] frame = new byte[format.FrameBytes];
        codec.Decode(encoded, format, frame);
        return frame;
    }

    private static void Write(long value, Span<byte> bytes)
    {
        Span<byte> all = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(all, value);
        all[..bytes.Length].CopyTo(bytes);
    }
}
