using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;
using Dcmqi.ParametricMaps;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class ParametricMap
{
    /// <summary>Returns the real-world values on the object's own grid. Values of 64 bits are rounded; <see cref="ToDoubleVolume"/> keeps them.</summary>
    /// <param name="options">Which volume and mapping, and what stands for missing values.</param>
    /// <param name="progress">Receives progress: frames read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One volume; where the object holds several and none is named, each is a component.</returns>
    /// <exception cref="ConversionException">The frames lie at uneven distances, the plane of a slide is too large for one volume, or a region is asked for where frames are no tiles.</exception>
    /// <exception cref="ArgumentException">There is no such volume or mapping.</exception>
    public Volume<float> ToVolume(ParametricMapReadOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RealWorld<float>(options ?? ParametricMapReadOptions.Default, progress, cancellationToken);

    /// <summary>Returns the real-world values on the object's own grid, in 64 bits.</summary>
    /// <inheritdoc cref="ToVolume(ParametricMapReadOptions, IProgress{ConversionProgress}, CancellationToken)"/>
    public Volume<double> ToDoubleVolume(ParametricMapReadOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RealWorld<double>(options ?? ParametricMapReadOptions.Default, progress, cancellationToken);

    /// <summary>Returns the real-world values on another grid, such as that of the source images.</summary>
    /// <param name="geometry">The grid wanted. Where its voxels coincide with those here, also with axes in another order or direction, they are copies; otherwise <see cref="Volume.Warnings"/> says that they were resampled.</param>
    /// <param name="resampling">How values between voxels are computed. Default: linear interpolation. Next to a voxel without a value there is none.</param>
    /// <param name="options">Which volume and mapping, and what stands for missing values.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">The frames lie at uneven distances, the plane of a slide is too large for one volume, or a region is asked for where frames are no tiles.</exception>
    /// <exception cref="ArgumentException">There is no such volume or mapping.</exception>
    public Volume<float> ToVolume(
        VolumeGeometry geometry, Resampling resampling = Resampling.Linear, ParametricMapReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        options ??= ParametricMapReadOptions.Default;

        // What stands for missing values is no value to compute with.
        var own = new ParametricMapReadOptions { VolumeIndex = options.VolumeIndex, MappingLabel = options.MappingLabel, Region = options.Region };
        Volume<float> volume = RealWorld<float>(own, null, cancellationToken).ResampleTo(geometry, resampling, double.NaN, cancellationToken);
        if (!double.IsNaN(options.MissingValue))
            volume.Voxels.Replace(float.NaN, (float)options.MissingValue);
        return volume;
    }

    /// <summary>Returns the stored values as they are, without a mapping; where positions have no frame, the padding value, or 0 (not a number in real pixels) if there is none.</summary>
    /// <param name="volumeIndex">The volume, as its index in <see cref="Volumes"/>, from 0. Default: all of them, as components of one volume.</param>
    /// <param name="region">Of a map on a slide, the region and its resolution. Default: the whole plane.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A volume of <see cref="StoredType"/>.</returns>
    /// <exception cref="ConversionException">The frames lie at uneven distances, the plane of a slide is too large for one volume, or a region is asked for where frames are no tiles.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such volume.</exception>
    public Volume ToStoredVolume(int? volumeIndex = null, SlideRegion? region = null, CancellationToken cancellationToken = default)
    {
        FrameFormat format = _pixels.Format;
        return (_isReal, format.BitsAllocated, format.IsSigned) switch
        {
            (true, 32, _) => Stored<float>(volumeIndex, region, float.NaN, cancellationToken),
            (true, _, _) => Stored<double>(volumeIndex, region, double.NaN, cancellationToken),
            (_, 8, false) => Stored<byte>(volumeIndex, region, 0, cancellationToken),
            (_, 8, true) => Stored<sbyte>(volumeIndex, region, 0, cancellationToken),
            (_, 16, false) => Stored<ushort>(volumeIndex, region, 0, cancellationToken),
            (_, 16, true) => Stored<short>(volumeIndex, region, 0, cancellationToken),
            (_, _, false) => Stored<uint>(volumeIndex, region, 0, cancellationToken),
            _ => Stored<int>(volumeIndex, region, 0, cancellationToken),
        };
    }

    private Volume<T> RealWorld<T>(ParametricMapReadOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        FrameValues<T> values = RealWorldValues<T>(options);
        return Gather(options.VolumeIndex, options.Region, values, progress, cancellationToken);
    }

    private FrameValues<T> RealWorldValues<T>(ParametricMapReadOptions options)
        where T : unmanaged, INumber<T>
    {
        var mappers = new MapperSelection(_frames, _pixels.Format, _isReal, _padding, options);
        return new FrameValues<T>(T.CreateTruncating(options.MissingValue), [.. mappers.Warnings], Read);

        void Read(int frame, Span<T> slice, ref byte[]? scratch)
        {
            ValueMapper mapper = mappers.Of(frame);
            if (mapper.IsStoredAs<T>())
            {
                ReadStored(frame, slice);
                return;
            }

            scratch ??= new byte[_pixels.Format.FrameBytes];
            _pixels.ReadFrame(frame, scratch);
            mapper.Map(scratch, slice);
        }
    }

    private Volume<T> Stored<T>(int? volumeIndex, SlideRegion? region, T missing, CancellationToken cancellationToken)
        where T : unmanaged, INumber<T> => Gather(volumeIndex, region, StoredValuesOr(missing), null, cancellationToken);

    private FrameValues<T> StoredValuesOr<T>(T missing)
        where T : unmanaged, INumber<T>
    {
        FrameFormat format = _pixels.Format;
        bool hasUnused = !_isReal && format.BitsStored < format.BitsAllocated;
        T fill = _padding is { } padding ? T.CreateTruncating(padding.Value) : missing;
        return new FrameValues<T>(fill, [], Read);

        void Read(int frame, Span<T> slice, ref byte[]? scratch)
        {
            ReadStored(frame, slice);
            for (int index = 0; hasUnused && index < slice.Length; index++)
                slice[index] = T.CreateTruncating(ParametricMaps.StoredValues.WholeOf(format, uint.CreateTruncating(slice[index])));
        }
    }

    private void ReadStored<T>(int frame, Span<T> slice)
        where T : unmanaged
    {
        _pixels.ReadFrame(frame, MemoryMarshal.AsBytes(slice));
        if (!BitConverter.IsLittleEndian)
            ByteOrder.Reverse(slice);
    }

    // Frames are read into their places, several at once.
    private Volume<T> Gather<T>(int? volumeIndex, SlideRegion? region, FrameValues<T> source, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged
    {
        (T missing, List<string> warnings, FrameFiller<T> fill) = source;
        _pixels.RequireDecoder();
        int[][] volumes = VolumesOf(volumeIndex);
        if (SamplingOf(region) is { } sampling)
        {
            RequireOneVolume(sampling, volumes.Length);
            SlicedContent<T> plane = Tiled(volumes, sampling, source, progress, cancellationToken);
            return new Volume<T>(plane.Geometry, plane.ToArray(cancellationToken), plane.ComponentAxis, plane.Components) { Warnings = warnings };
        }

        VolumeGeometry geometry = _frames.Geometry;
        int[] places = [.. volumes.SelectMany((frames, component) => frames.Select(frame => (component * geometry.Size.Z) + _frames.SliceOf(frame)))];
        int[] order = [.. volumes.SelectMany(frames => frames)];
        T[] voxels = Room(geometry, volumes.Length, order.Length, missing, warnings);
        int pixels = _frames.PixelsPerFrame;
        int done = 0;
        object guard = new();
        ParallelLoop.Run(order.Length, () => (byte[]?)null, (index, ref scratch) =>
        {
            fill(order[index], voxels.AsSpan(places[index] * pixels, pixels), ref scratch);
            if (progress is not null)
            {
                lock (guard)
                    progress.Report(new ConversionProgress("Reading", ++done, order.Length));
            }
        }, cancellationToken);
        return new Volume<T>(geometry, voxels, AxisOf(volumes.Length), volumes.Length) { Warnings = warnings };
    }

    private T[] Room<T>(VolumeGeometry geometry, int components, int frames, T missing, List<string> warnings)
        where T : unmanaged
    {
        long slices = SlicesOf(geometry, components, frames);
        long count = slices * _frames.PixelsPerFrame;
        if (count > Array.MaxLength)
            throw TooLarge(geometry, components);
        T[] voxels = LargeArrays.Uninitialized<T>((int)count);
        if (slices == frames)
            return voxels;
        voxels.AsSpan().Fill(missing);
        warnings.Add(Missing(slices, frames, missing));
        return voxels;
    }

    private static long SlicesOf(VolumeGeometry geometry, int components, int frames)
    {
        long slices = (long)geometry.Size.Z * components;

        // Volumes of one object share positions; far more places than frames are a mistake of the file, and any amount of memory.
        return slices <= (long)PlaneStack.MostSlicesPerPosition * frames
            ? slices
            : throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(frames, "frame", "makes", "make")} {Counted.Of(components, "volume")} on a grid of {Counted.Of(geometry.Size.Z, "slice")}; read them one by one, by ParametricMapReadOptions.VolumeIndex."));
    }

    private static NotSupportedException TooLarge(VolumeGeometry geometry, int components) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(components, "volume")} of {geometry.Size} voxels are more than {Array.MaxLength} values. Read them one by one, by ParametricMapReadOptions.VolumeIndex."));

    private static string Missing<T>(long slices, int frames, T missing) =>
        string.Create(CultureInfo.InvariantCulture, $"{slices - frames} of {Counted.Of(slices, "position")} {(slices - frames == 1 ? "has" : "have")} no frame; their voxels are {missing}.");

    private int[][] VolumesOf(int? volumeIndex) => volumeIndex is { } chosen ? [FramesOf(chosen)] : _frames.FramesOfVolume;

    private VolumeComponentAxis AxisOf(int components)
    {
        if (components == 1)
            return VolumeComponentAxis.None;
        bool isSeries = Volumes.All(volume => volume.TemporalPositionIndex is not null) && Volumes.Select(volume => volume.Mapping.QuantityKey).Distinct().Count() == 1
            && Volumes.Select(volume => volume.TemporalPositionIndex).Distinct().Count() == Volumes.Count;
        return isSeries ? VolumeComponentAxis.Time : VolumeComponentAxis.List;
    }

    private delegate void FrameFiller<T>(int frame, Span<T> slice, ref byte[]? scratch);

    /// <summary>How the values of frames are read.</summary>
    /// <param name="Missing">The value where no frame is.</param>
    /// <param name="Warnings">What was assumed.</param>
    /// <param name="Fill">Reads a frame.</param>
    private readonly record struct FrameValues<T>(T Missing, List<string> Warnings, FrameFiller<T> Fill);
}
