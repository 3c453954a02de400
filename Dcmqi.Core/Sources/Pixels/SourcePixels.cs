using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Sources;

/// <summary>The pixels of source images as values of one kind.</summary>
internal sealed class SourcePixels(SourceImages source)
{
    /// <summary>The values that stored values stand for.</summary>
    /// <param name="scaling">The scales of frames.</param>
    /// <param name="isPaddingLeftOut">Whether what Pixel Padding Value says is not a number.</param>
    public SourceSlices<float> Scaled(FrameScaling scaling, bool isPaddingLeftOut) => new(
        source,
        (format, isReal, stored, frame, slice) =>
        {
            ValueScale scale = scaling.Of(frame) with { Padding = isPaddingLeftOut && !isReal ? PixelPadding.Of(frame.Image.Header) : null };
            if (isReal && format.BitsAllocated == 32)
                Scale(Values<float>(stored), scale, slice);
            else if (isReal)
                Scale(Values<double>(stored), scale, slice);
            else
                ScaleWhole(format, stored, scale, slice);
        },
        scaling.Warnings);

    /// <summary>Stored values of 8 or 16 bits as they are.</summary>
    /// <exception cref="NotSupportedException">They have more bits.</exception>
    public SourceSlices Stored() => source.StoredBits() switch
    {
        (8, false) => Stored<byte>(),
        (8, true) => Stored<sbyte>(),
        (16, false) => Stored<ushort>(),
        (16, true) => Stored<short>(),
        (int bits, _) => throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {bits}; stored values of 8 and 16 bits can be read as they are."),
    };

    private SourceSlices<T> Stored<T>()
        where T : unmanaged, IBinaryInteger<T> => new(
        source,
        (format, _, stored, frame, slice) =>
        {
            if (format.BytesPerSample != Unsafe.SizeOf<T>() || format.IsSigned != T.IsNegative(T.Zero - T.One))
                throw new ConversionException($"{frame.Image.Name}: {Tags.BitsAllocated.Describe()} or {Tags.PixelRepresentation.Describe()} differs from that of the other images.");
            Used(Values<T>(stored), format.BitsAllocated - format.BitsStored)[..slice.Length].CopyTo(slice);
        },
        []);

    private static void ScaleWhole(FrameFormat format, Span<byte> stored, ValueScale scale, Span<float> slice)
    {
        int unused = format.BitsAllocated - format.BitsStored;
        switch (format.BitsAllocated)
        {
            case 8 when format.IsSigned:
                Scale(Used(Values<sbyte>(stored), unused), scale, slice);
                break;
            case 8:
                Scale(Used(Values<byte>(stored), unused), scale, slice);
                break;
            case 16 when format.IsSigned:
                Scale(Used(Values<short>(stored), unused), scale, slice);
                break;
            case 16:
                Scale(Used(Values<ushort>(stored), unused), scale, slice);
                break;
            case 32 when format.IsSigned:
                Scale(Used(Values<int>(stored), unused), scale, slice);
                break;
            default:
                Scale(Used(Values<uint>(stored), unused), scale, slice);
                break;
        }
    }

    private static void Scale<T>(ReadOnlySpan<T> values, ValueScale scale, Span<float> slice)
        where T : unmanaged, INumberBase<T>
    {
        values = values[..slice.Length];
        if (scale.Table is null && scale.Padding is null)
        {
            // Most images: a loop of its own, without questions at each pixel.
            (double slope, double intercept) = (scale.Slope, scale.Intercept);
            for (int pixel = 0; pixel < slice.Length; pixel++)
                slice[pixel] = (float)((slope * double.CreateTruncating(values[pixel])) + intercept);
            return;
        }

        for (int pixel = 0; pixel < slice.Length; pixel++)
            slice[pixel] = (float)scale.Apply(double.CreateTruncating(values[pixel]));
    }

    // Frames are little-endian, in a buffer of this frame's own.
    private static Span<T> Values<T>(Span<byte> stored)
        where T : unmanaged
    {
        Span<T> values = MemoryMarshal.Cast<byte, T>(stored);
        if (!BitConverter.IsLittleEndian)
            ByteOrder.Reverse(values);
        return values;
    }

    // Bits above those stored may hold anything (PS3.5 8.1.1): they are pushed out and filled with the sign.
    private static Span<T> Used<T>(Span<T> values, int unused)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int pixel = 0; unused > 0 && pixel < values.Length; pixel++)
            values[pixel] = (values[pixel] << unused) >> unused;
        return values;
    }
}
