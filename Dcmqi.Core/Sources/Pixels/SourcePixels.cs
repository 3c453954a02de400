using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Sources;

/// <summary>Reads the pixels of source images into volumes: each file is opened once, several at a time.</summary>
internal sealed class SourcePixels(SourceImages source, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private int _done;

    private delegate void SliceFiller<T>(FrameFormat format, bool isReal, ReadOnlySpan<byte> stored, SourceFrame frame, Span<T> slice);

    /// <summary>The values that stored values stand for.</summary>
    /// <param name="scaling">The scales of frames.</param>
    /// <param name="isPaddingLeftOut">Whether what Pixel Padding Value says is not a number.</param>
    public Volume<float> Scaled(FrameScaling scaling, bool isPaddingLeftOut) => Read<float>(
        (format, isReal, stored, frame, slice) =>
        {
            ValueScale scale = scaling.Of(frame) with { Padding = isPaddingLeftOut && !isReal ? PixelPadding.Of(frame.Image.Header) : null };
            if (isReal && format.BitsAllocated == 32)
                Scale<float>(stored, value => value, scale, slice);
            else if (isReal)
                Scale<double>(stored, value => value, scale, slice);
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
            if (format.BytesPerSample != Marshal.SizeOf<T>() || format.IsSigned != T.IsNegative(T.Zero - T.One))
                throw new ConversionException($"{frame.Image.Name}: {Tags.BitsAllocated.Describe()} or {Tags.PixelRepresentation.Describe()} differs from that of the other images.");
            int unused = format.BitsAllocated - format.BitsStored;
            Span<byte> bytes = MemoryMarshal.AsBytes(slice);
            stored[..bytes.Length].CopyTo(bytes);
            if (!BitConverter.IsLittleEndian)
                ByteOrder.Reverse(slice);
            if (unused == 0)
                return;

            // Bits above those stored may hold anything (PS3.5 8.1.1): they are pushed out and filled with the sign.
            for (int pixel = 0; pixel < slice.Length; pixel++)
                slice[pixel] = (slice[pixel] << unused) >> unused;
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
            ParallelLoop.Run(frames.Length, () => new byte[reader.Format.FrameBytes], (number, ref stored) =>
            {
                reader.ReadFrame(frames[number].Frame.Number - 1, stored);
                fill(reader.Format, isReal, stored, frames[number].Frame, voxels.AsSpan(frames[number].Slice * slicePixels, slicePixels));
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

    private static void ScaleWhole(FrameFormat format, ReadOnlySpan<byte> stored, ValueScale scale, Span<float> slice)
    {
        int unused = 32 - format.BitsStored;
        switch (format.BitsAllocated)
        {
            case 8 when format.IsSigned:
                Scale<byte>(stored, value => value << unused >> unused, scale, slice);
                break;
            case 8:
                Scale<byte>(stored, value => (uint)value << unused >> unused, scale, slice);
                break;
            case 16 when format.IsSigned:
                Scale<ushort>(stored, value => value << unused >> unused, scale, slice);
                break;
            case 16:
                Scale<ushort>(stored, value => (uint)value << unused >> unused, scale, slice);
                break;
            case 32 when format.IsSigned:
                Scale<uint>(stored, value => (int)value << unused >> unused, scale, slice);
                break;
            default:
                Scale<uint>(stored, value => value << unused >> unused, scale, slice);
                break;
        }
    }

    private static void Scale<T>(ReadOnlySpan<byte> stored, Func<T, double> valueOf, ValueScale scale, Span<float> slice)
        where T : unmanaged
    {
        for (int pixel = 0; pixel < slice.Length; pixel++)
            slice[pixel] = (float)scale.Apply(valueOf(LittleEndian<T>(stored[(pixel * Marshal.SizeOf<T>())..])));
    }

    private static T LittleEndian<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.Read<T>(bytes);
        Span<byte> swapped = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(swapped, 0);
        bytes[..Marshal.SizeOf<T>()].CopyTo(swapped);
        swapped[..Marshal.SizeOf<T>()].Reverse();
        return MemoryMarshal.Read<T>(swapped);
    }
}
