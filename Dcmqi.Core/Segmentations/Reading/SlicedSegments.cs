using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Segments as volumes whose slices are made of frames.</summary>
/// <param name="frames">What is said of frames.</param>
/// <param name="grid">Where they lie.</param>
/// <param name="pixels">Their pixels.</param>
/// <param name="progress">Is told of slices.</param>
/// <param name="cancellationToken">Cancels between slices.</param>
internal sealed class SlicedSegments(FrameIndex frames, SliceGrid grid, StoredFrames pixels, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) : SegmentVolumes
{
    // A volume that no array can hold is made only where frames speak of a good part of it: a few bytes do not ask for any amount of disk.
    private const int MostVoxelsPerPixel = 64;

    // Each is taken by one thread at a time.
    private readonly ConcurrentBag<RunReader> _readers = [];
    private readonly ConcurrentBag<byte[]> _buffers = [];
    private int _slicesDone;

    /// <inheritdoc/>
    public override bool CanHold<T>()
    {
        Int128 values = (Int128)grid.Geometry.Size.VoxelCount * frames.TimePoints;
        return SlicedContent<T>.CanHold(grid.Geometry.Size, frames.TimePoints)
            && values <= Int128.Max(Array.MaxLength, (Int128)MostVoxelsPerPixel * frames.Count * frames.PixelsPerFrame);
    }

    /// <inheritdoc/>
    public override SegmentVolume<ushort> Labels(HashSet<int>? segments)
    {
        // If not all frames can be read, the same is said of it as by those who fill the whole volume.
        pixels.NewReader().Read(0);
        var slices = new LabelSlices(frames, grid, pixels, segments);
        string[] missing = [.. slices.MissingFrames()];
        return new(Content<ushort>(slices, (index, labels) =>
        {
            RunReader reader = TakeReader();
            SegmentOverlap? overlap = slices.Fill(index, reader, labels, areZero: false);
            _readers.Add(reader);
            if (overlap is not null)
                throw new SegmentsMeetException(overlap, grid.Geometry);
        }), () => [.. pixels.ReadingWarnings, .. missing]);
    }

    /// <summary>Labels on a grid whose slices are those of the nearest positions.</summary>
    /// <param name="segments">The Segment Numbers wanted; <see langword="null"/> for all.</param>
    /// <param name="even">The grid.</param>
    /// <param name="nearest">The position of each of its slices.</param>
    /// <exception cref="NotSupportedException">The volume is too large.</exception>
    public SegmentVolume<ushort> Labels(HashSet<int>? segments, VolumeGeometry even, int[] nearest)
    {
        if (!SlicedContent<ushort>.CanHold(even.Size, frames.TimePoints))
            throw new NotSupportedException($"A volume of {even.Size} voxels is more than can be made.");
        SegmentVolume<ushort> own = Labels(segments);

        // Segments that meet where no slice is meet all the same.
        int positions = grid.Geometry.Size.Z;
        int[] others = [.. Enumerable.Range(0, positions * frames.TimePoints).Where(index => Array.IndexOf(nearest, index % positions) < 0)];
        ushort[] slice = new ushort[others.Length == 0 ? 0 : frames.PixelsPerFrame];
        foreach (int other in others)
            own.Sliced.Fill(other, slice);
        return new(new SlicedContent<ushort>(even, own.Sliced.ComponentAxis, frames.TimePoints, (index, labels) =>
        {
            (int time, int z) = Math.DivRem(index, nearest.Length);
            own.Sliced.Fill((time * positions) + nearest[z], labels);
        }), own.Warnings);
    }

    /// <inheritdoc/>
    public override SegmentVolume<T> Mask<T>(int segment, T inside)
    {
        var slices = new LabelSlices(frames, grid, pixels, [segment]);
        return new(Content<T>(slices, (index, values) =>
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
        }), () => []);
    }

    /// <inheritdoc/>
    public override SegmentVolume<float> Fractions(int segment, FractionalStoredFrames fractional)
    {
        float whole = fractional.ValueOfOne;
        return Stored<float>(segment, fractional, (stored, values) =>
        {
            for (int pixel = 0; pixel < values.Length; pixel++)
                values[pixel] = stored[pixel] / whole;
        });
    }

    /// <inheritdoc/>
    public override SegmentVolume<byte> StoredFractions(int segment, FractionalStoredFrames fractional) =>
        Stored<byte>(segment, fractional, (stored, values) => stored[..values.Length].CopyTo(values));

    private SegmentVolume<T> Stored<T>(int segment, FractionalStoredFrames fractional, Conversion<T> convert)
        where T : unmanaged
    {
        var slices = new LabelSlices(frames, grid, pixels, [segment]);
        return new(Content<T>(slices, (index, values) =>
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
        }), () => [.. pixels.ReadingWarnings]);
    }

    private SlicedContent<T> Content<T>(LabelSlices slices, SlicedContent<T>.Filler fill)
        where T : unmanaged
    {
        VolumeComponentAxis axis = frames.TimePoints > 1 ? VolumeComponentAxis.Time : VolumeComponentAxis.None;
        return new SlicedContent<T>(grid.Geometry, axis, frames.TimePoints, (index, values) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            fill(index, values);

            // A slice that several of another grid lie beside may be made again.
            progress?.Report(new ConversionProgress("Reading slices", Math.Min(Interlocked.Increment(ref _slicesDone), slices.Count), slices.Count));
        });
    }

    private RunReader TakeReader() => _readers.TryTake(out RunReader? reader) ? reader : pixels.NewReader();

    private delegate void Conversion<T>(ReadOnlySpan<byte> stored, Span<T> values);
}
