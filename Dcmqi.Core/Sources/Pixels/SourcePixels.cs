using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Sources;

/// <summary>Reads the pixels of source images into volumes: each file is opened once, several at a time.</summary>
internal sealed class SourcePixels(SourceImages source, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private int _done;

    private delegate void SliceFiller<T>(FrameFormat format, bool isReal, Span<byte> stored, SourceFrame frame, Span<T> slice);

    /// <summary>The values that stored values stand for.</summary>
    /// <param name="scaling">The scales of frames.</param>
    /// <param name="isPaddingLeftOut">Whether what Pixel Padding Value says is not a number.</param>
    public Volume<float> Scaled(FrameScaling scaling, bool isPaddingLeftOut) => Read<float>(
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
    /// <typeparam name="T">The type that holds them: <see cref="byte"/>, <see cref="sbyte"/>, <see cref="ushort"/> or <see cref="short"/>.</typeparam>
    public Volume<T> Stored<T>()
        where T : unmanaged, IBinaryInteger<T> => Read<T>(
        (format, _, stored, frame, slice) =>
        {
            if (format.BytesPerSample != Unsafe.SizeOf<T>() || format.IsSigned != T.IsNegative(T.Zero - T.One))
                throw new ConversionException($"{frame.Image.Name}: {Tags.BitsAllocated.Describe()} or {Tags.PixelRepresentation.Describe()} differs from that of the other images.");
            Used(Values<T>(stored), format.BitsAllocated - format.BitsStored)[..slice.Length].CopyTo(slice);
        });

    private Volume<T> Read<T>(SliceFiller<T> fill, IReadOnlyList<string>? more = null)
        where T : unmanaged
    {
        VolumeGeometry geometry = source.Geometry;
        if (geometry.Size.Z != source.Frames.Count)
            throw new ConversionException($"The {Counted.Of(source.Frames.Count, "frame", "lies", "lie")} at {Counted.Of(geometry.Size.Z, "position")}. Choose one of the Volumes, or frames by Select.");
        if (geometry.Size.VoxelCount > Array.MaxLength)
            throw new NotSupportedException($"A volume of {geometry.Size} voxels has more than {Array.MaxLength} values.");
        CheckFirst();
        T[] voxels = LargeArrays.Uninitialized<T>((int)geometry.Size.VoxelCount);
        int slicePixels = (int)geometry.Size.SliceVoxelCount;
        var byImage = source.Frames.Select((frame, slice) => (Frame: frame, Slice: slice)).GroupBy(pair => pair.Frame.Image).ToArray();
        var warnings = new List<string>[byImage.Length];
        ParallelLoop.Run(byImage.Length, index =>
        {
            warnings[index] = [];
            using DicomFile file = byImage[index].Key.Reopen();
            FrameReader reader = OpenFrames(byImage[index].Key, file, warnings[index]);
            bool isReal = !file.DataSet.Contains(Tags.PixelData);
            (SourceFrame Frame, int Slice)[] frames = [.. byImage[index]];
            ParallelLoop.Run(frames.Length, number =>
            {
                // A buffer of its own for each of many images would be as large as the volume.
                byte[] buffer = ArrayPool<byte>.Shared.Rent(reader.Format.FrameBytes);
                try
                {
                    Span<byte> stored = buffer.AsSpan(0, reader.Format.FrameBytes);
                    reader.ReadFrame(frames[number].Frame.Number - 1, stored);
                    fill(reader.Format, isReal, stored, frames[number].Frame, voxels.AsSpan(frames[number].Slice * slicePixels, slicePixels));
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }

                progress?.Report(new ConversionProgress("Reading images", Interlocked.Increment(ref _done), geometry.Size.Z));
            }, cancellationToken);
        }, cancellationToken);
        return new Volume<T>(geometry, voxels) { Warnings = [.. warnings.SelectMany(list => list).Distinct(), .. more ?? []] };
    }

    // What cannot hold the pixels that its header claims gets no memory.
    private void CheckFirst()
    {
        using DicomFile file = source.Frames[0].Image.Reopen();
        OpenFrames(source.Frames[0].Image, file, []).RequireDecoder();
    }

    private static FrameReader OpenFrames(SourceImage image, DicomFile file, List<string> warnings)
    {
        FrameReader reader = FrameReader.Of(file.DataSet, file.TransferSyntax, file.Decoders, warning => warnings.Add($"{image.Name}: {warning}"));
        FrameFormat format = reader.Format;
        if (format.SamplesPerPixel != 1)
            throw new NotSupportedException($"{image.Name} is a colour image ({Tags.PhotometricInterpretation.Describe()} is {file.DataSet.GetString(Tags.PhotometricInterpretation)}, {Tags.SamplesPerPixel.Describe()} is {format.SamplesPerPixel}); images with one value per pixel can be read as a volume.");
        if (format.Rows != image.Rows || format.Columns != image.Columns || reader.FrameCount < image.Frames.Count)
            throw new ConversionException($"{image.Name} changed since its header was read.");
        if (format.BitsAllocated is not (8 or 16 or 32) && file.DataSet.Contains(Tags.PixelData))
            throw new NotSupportedException($"{image.Name}: {Tags.BitsAllocated.Describe()} is {format.BitsAllocated}; 8, 16 and 32 can be read as a volume.");
        return reader;
    }

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
