using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Segments as volumes whose slices are made while they are written.</summary>
/// <param name="frames">What is said of frames.</param>
/// <param name="grid">Where they lie.</param>
/// <param name="pixels">Their pixels.</param>
/// <param name="progress">Is told of slices.</param>
/// <param name="cancellationToken">Cancels between slices.</param>
internal sealed class SlicedSegments(FrameIndex frames, SliceGrid grid, StoredFrames pixels, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    // A volume that no array can hold is made only where frames speak of a good part of it: a few bytes do not ask for any amount of disk.
    private const int MostVoxelsPerPixel = 64;

    // Each is taken by one thread at a time.
    private readonly ConcurrentBag<RunReader> _readers = [];
    private readonly ConcurrentBag<byte[]> _buffers = [];
    private int _slicesDone;

    /// <summary>Whether slices of that type can be made one by one; otherwise the volume is made whole, or refused as too large.</summary>
    public bool CanHold<T>()
        where T : unmanaged
    {
        Int128 values = (Int128)grid.Geometry.Size.VoxelCount * frames.TimePoints;
        return SlicedContent<T>.CanHold(grid.Geometry.Size, frames.TimePoints)
            && values <= Int128.Max(Array.MaxLength, (Int128)MostVoxelsPerPixel * frames.Count * frames.PixelsPerFrame);
    }

    /// <summary>Labels.</summary>
    /// <param name="segments">The Segment Numbers wanted; <see langword="null"/> for all.</param>
    /// <param name="warnings">What is known before pixels are read.</param>
    /// <returns>The volume. Writing it throws <see cref="SegmentsMeetException"/> where segments share a voxel.</returns>
    public VolumeContent Labels(HashSet<int>? segments, out IReadOnlyList<string> warnings)
    {
        // If not all frames can be read, the same is said of it as by those who fill the whole volume.
        pixels.NewReader().Read(0);
        var slices = new LabelSlices(frames, grid, pixels, segments);
        warnings = [.. slices.MissingFrames()];
        return Content<ushort>(slices, (index, labels) =>
        {
            RunReader reader = TakeReader();
            SegmentOverlap? overlap = slices.Fill(index, reader, labels, areZero: false);
            _readers.Add(reader);
            if (overlap is not null)
                throw new SegmentsMeetException(overlap, grid.Geometry);
        });
    }

    /// <summary>A value where a segment is, 0 elsewhere.</summary>
    public VolumeContent Mask<T>(int segment, T inside)
        where T : unmanaged
    {
        var slices = new LabelSlices(frames, grid, pixels, [segment]);
        return Content<T>(slices, (index, values) =>
        {
            values.Clear();
            RunReader reader = TakeReader();
            foreach (int frame in slices.FramesOf(index))
            {
                foreach (SegmentRun run in CollectionsMarshal.AsSpan(reader.Read(frame)))
                {
                    if (run.Number == segment)
                        values.Slice(run.Start, run.Length).Fill(inside);
                }
            }

            _readers.Add(reader);
        });
    }

    /// <summary>The fractions of a segment from 0 to 1.</summary>
    public VolumeContent Fractions(int segment, FractionalStoredFrames fractional)
    {
        float whole = fractional.ValueOfOne;
        return Stored<float>(segment, fractional, (stored, values) =>
        {
            for (int pixel = 0; pixel < values.Length; pixel++)
                values[pixel] = stored[pixel] / whole;
        });
    }

    /// <summary>The fractions of a segment as they are stored.</summary>
    public VolumeContent StoredFractions(int segment, FractionalStoredFrames fractional) =>
        Stored<byte>(segment, fractional, (stored, values) => stored[..values.Length].CopyTo(values));

    private VolumeContent Stored<T>(int segment, FractionalStoredFrames fractional, Conversion<T> convert)
        where T : unmanaged
    {
        var slices = new LabelSlices(frames, grid, pixels, [segment]);
        return Content<T>(slices, (index, values) =>
        {
            // Of several frames at one place one stands for all.
            int frame = slices.FramesOf(index).LastOrDefault(frame => frames.Repeats?.IsAbsorbed(frame) != true, -1);
            if (frame < 0)
            {
                values.Clear();
                return;
            }

            byte[] stored = _buffers.TryTake(out byte[]? free) ? free : new byte[pixels.Format.FrameBytes];
            fractional.ReadUnited(frame, stored);
            convert(stored, values);
            _buffers.Add(stored);
        });
    }

    private SlicedContent<T> Content<T>(LabelSlices slices, SlicedContent<T>.Filler fill)
        where T : unmanaged
    {
        VolumeComponentAxis axis = frames.TimePoints > 1 ? VolumeComponentAxis.Time : VolumeComponentAxis.None;
        return new SlicedContent<T>(grid.Geometry, axis, frames.TimePoints, (index, values) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            fill(index, values);
            progress?.Report(new ConversionProgress("Reading slices", Interlocked.Increment(ref _slicesDone), slices.Count));
        });
    }

    private RunReader TakeReader() => _readers.TryTake(out RunReader? reader) ? reader : pixels.NewReader();

    private delegate void Conversion<T>(ReadOnlySpan<byte> stored, Span<T> values);
}
