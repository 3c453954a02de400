using System.Collections.Concurrent;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <content>Values written to files without a volume of them in memory.</content>
public sealed partial class ParametricMap
{
    /// <summary>Writes the values on the object's own grid, whole or not at all. Slices are read as they are written, so that memory does not grow with the volume.</summary>
    /// <param name="path">The file; its extension decides the format, as for <see cref="VolumeFile.Write(string, Volume, VolumeWriteOptions?)"/>.</param>
    /// <param name="options">Which values, and how they are written. Default: real-world values of all volumes.</param>
    /// <param name="progress">Receives progress: frames read.</param>
    /// <param name="cancellationToken">Cancels the work between frames.</param>
    /// <returns>What was written; where the object holds several volumes and none is named, each is a component.</returns>
    /// <remarks>The file is that of <see cref="ToVolume(ParametricMapReadOptions, IProgress{ConversionProgress}, CancellationToken)"/> (where 64 bits are stored <see cref="ToDoubleVolume"/>) or <see cref="ToStoredVolume"/> written by <see cref="VolumeFile"/>. A map on a slide is written row of tiles by row of tiles.</remarks>
    /// <exception cref="ConversionException">The frames lie at uneven distances, the plane of a slide is out of all proportion to its tiles, or a region is asked for where frames are no tiles.</exception>
    /// <exception cref="ArgumentException">The extension belongs to no format that can be written, or there is no such volume or mapping.</exception>
    /// <exception cref="NotSupportedException">The volume is too large.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public SavedVolume SaveVolume(string path, ParametricMapVolumeOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= ParametricMapVolumeOptions.Default;
        FrameFormat format = _pixels.Format;
        if (options.Values == ParametricMapValues.RealWorld)
        {
            return _isReal && format.BitsAllocated == 64
                ? Save(path, options, RealWorldValues<double>, progress, cancellationToken)
                : Save(path, options, RealWorldValues<float>, progress, cancellationToken);
        }

        return (_isReal, format.BitsAllocated, format.IsSigned) switch
        {
            (true, 32, _) => Save(path, options, _ => StoredValuesOr(float.NaN), progress, cancellationToken),
            (true, _, _) => Save(path, options, _ => StoredValuesOr(double.NaN), progress, cancellationToken),
            (_, 8, false) => Save(path, options, _ => StoredValuesOr<byte>(0), progress, cancellationToken),
            (_, 8, true) => Save(path, options, _ => StoredValuesOr<sbyte>(0), progress, cancellationToken),
            (_, 16, false) => Save(path, options, _ => StoredValuesOr<ushort>(0), progress, cancellationToken),
            (_, 16, true) => Save(path, options, _ => StoredValuesOr<short>(0), progress, cancellationToken),
            (_, _, false) => Save(path, options, _ => StoredValuesOr<uint>(0), progress, cancellationToken),
            _ => Save(path, options, _ => StoredValuesOr(0), progress, cancellationToken),
        };
    }

    private SavedVolume Save<T>(string path, ParametricMapVolumeOptions options, Func<ParametricMapReadOptions, FrameValues<T>> valuesOf, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged
    {
        ParametricMapReadOptions reading = options.Reading ?? ParametricMapReadOptions.Default;
        FrameValues<T> source = valuesOf(reading);
        VolumeContent content = Content(reading, source, progress, cancellationToken);
        VolumeFile.Write(path, content, options.Writing);
        return new SavedVolume { Path = path, Geometry = content.Geometry, VoxelType = content.VoxelType, Components = content.Components, Warnings = source.Warnings };
    }

    private SlicedContent<T> Content<T>(ParametricMapReadOptions reading, FrameValues<T> source, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged
    {
        _pixels.RequireDecoder();
        int[][] volumes = VolumesOf(reading.VolumeIndex);
        if (SamplingOf(reading.Region) is not { } sampling)
            return Sliced(volumes, source, progress, cancellationToken);
        SlicedContent<T> plane = Tiled(volumes, sampling, source, progress, cancellationToken);
        return SlicedContent<T>.CanHold(plane.Geometry.Size, plane.Components, plane.FirstRows)
            ? plane
            : throw new ConversionException($"{PlaneSize(sampling, plane.Components)}, of which a row of tiles is more than can be made at once. Read it region by region: ParametricMapReadOptions.Region.");
    }

    /// <summary>The real-world values of one volume, slice by slice as they are asked for, from several threads.</summary>
    /// <param name="volumeIndex">The volume.</param>
    /// <param name="warnings">What was assumed.</param>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    internal SliceReader<float> ValueSlices(int volumeIndex, out IReadOnlyList<string> warnings)
    {
        FrameValues<float> source = RealWorldValues<float>(new ParametricMapReadOptions { VolumeIndex = volumeIndex });
        warnings = source.Warnings;
        return Slices([FramesOf(volumeIndex)], source, null);
    }

    private SlicedContent<T> Sliced<T>(int[][] volumes, FrameValues<T> source, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged
    {
        VolumeGeometry geometry = _frames.Geometry;
        int count = volumes.Sum(frames => frames.Length), done = 0;
        object guard = new();
        SliceReader<T> read = Slices(volumes, source, progress is null ? null : () =>
        {
            lock (guard)
                progress.Report(new ConversionProgress("Reading", ++done, count));
        });
        if (!SlicedContent<T>.CanHold(geometry.Size, volumes.Length))
            throw TooLarge(geometry, volumes.Length);
        return new SlicedContent<T>(geometry, AxisOf(volumes.Length), volumes.Length, (index, values) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            read(index, values);
        });
    }

    // Reads slices of several volumes, those of one behind those of the other.
    private SliceReader<T> Slices<T>(int[][] volumes, FrameValues<T> source, Action? whenRead)
        where T : unmanaged
    {
        _pixels.RequireDecoder();
        VolumeGeometry geometry = _frames.Geometry;
        int count = volumes.Sum(frames => frames.Length);
        long slices = SlicesOf(geometry, volumes.Length, count);
        if (slices != count)
            source.Warnings.Add(Missing(slices, count, source.Missing));

        // The frame of each slice of each volume; none is -1.
        var frameOf = new int[slices];
        Array.Fill(frameOf, -1);
        for (int component = 0; component < volumes.Length; component++)
        {
            foreach (int frame in volumes[component])
                frameOf[(component * geometry.Size.Z) + _frames.SliceOf(frame)] = frame;
        }

        var buffers = new ConcurrentBag<byte[]>();
        return (index, values) =>
        {
            if (frameOf[index] < 0)
            {
                values.Fill(source.Missing);
                return;
            }

            byte[]? scratch = buffers.TryTake(out byte[]? free) ? free : null;
            source.Fill(frameOf[index], values, ref scratch);
            if (scratch is not null)
                buffers.Add(scratch);
            whenRead?.Invoke();
        };
    }
}
