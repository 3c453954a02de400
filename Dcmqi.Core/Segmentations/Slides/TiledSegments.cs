using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Iods;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Segments as volumes of a region of the plane that tiles make, row of tiles by row of tiles.</summary>
internal sealed class TiledSegments : SegmentVolumes
{
    // Tiles are left out where nothing is; beyond this a few bytes would ask for any amount of memory or disk (docs/encodings.md).
    private const long MostPixelsPerStored = 512;

    private readonly FrameIndex _frames;
    private readonly StoredFrames _pixels;
    private readonly PlaneSampling _sampling;
    private readonly IProgress<ConversionProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly TileIndex _tiles;

    /// <param name="frames">The tiles.</param>
    /// <param name="pixels">Their pixels.</param>
    /// <param name="sampling">Which pixels of the plane.</param>
    /// <param name="progress">Receives progress: tiles.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public TiledSegments(FrameIndex frames, StoredFrames pixels, PlaneSampling sampling, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        (_frames, _pixels, _sampling, _progress, _cancellationToken) = (frames, pixels, sampling, progress, cancellationToken);
        _tiles = frames.Tiles!;
    }

    private delegate void Conversion<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to);

    private string PlaneSize => string.Create(CultureInfo.InvariantCulture, $"The plane has {_sampling.Across.Count} x {_sampling.Down.Count} x {_sampling.FocalPlanes} pixels");

    /// <inheritdoc/>
    public override bool CanHold<T>() => SlicedContent<T>.CanHold(_sampling.Geometry.Value.Size, 1, _sampling.FirstRows())
        ? true
        : throw new ConversionException($"{PlaneSize}, of which a row of tiles is more than can be made at once. Read it region by region: ReadRegion.");

    /// <summary>Labels in memory.</summary>
    /// <param name="segments">The Segment Numbers to read; <see langword="null"/> for all.</param>
    /// <param name="overlap">A pixel that two segments share, if there is one; the volume is not complete then.</param>
    /// <exception cref="ConversionException">No array holds them.</exception>
    public LabelVolume Fill(HashSet<int>? segments, out SegmentOverlap? overlap)
    {
        RequireOneVolume();
        SegmentVolume<ushort> labels = Labels(segments);
        ushort[] voxels = LargeArrays.Uninitialized<ushort>((int)_sampling.PixelCount);
        try
        {
            labels.Sliced.FillAll(voxels, _cancellationToken);
            overlap = null;
        }
        catch (SegmentsMeetException meeting)
        {
            overlap = meeting.Overlap;
        }

        return new LabelVolume(labels.Sliced.Geometry, voxels, 1) { Warnings = labels.Warnings() };
    }

    /// <summary>All of a volume in memory.</summary>
    /// <param name="make">Says which, by one of the methods here.</param>
    /// <exception cref="ConversionException">No array holds it.</exception>
    public Volume<T> Fill<T>(Func<TiledSegments, SegmentVolume<T>> make)
        where T : unmanaged
    {
        RequireOneVolume();
        SegmentVolume<T> volume = make(this);
        return new Volume<T>(volume.Sliced.Geometry, volume.Sliced.ToArray(_cancellationToken)) { Warnings = volume.Warnings() };
    }

    /// <inheritdoc/>
    public override SegmentVolume<ushort> Labels(HashSet<int>? segments)
    {
        TileParts<TileRuns> parts = Parts(segments, () => new TileRuns(_pixels.NewReader()), (frame, tile) => tile.Read(frame));
        return Of<ushort>(parts.FirstRows, (index, labels) => FillLabels(parts, index, segments, labels));
    }

    /// <inheritdoc/>
    public override SegmentVolume<T> Mask<T>(int segment, T inside) => Converted<ushort, T>(Labels([segment]), (labels, mask) =>
    {
        for (int pixel = 0; pixel < mask.Length; pixel++)
            mask[pixel] = labels[pixel] == segment ? inside : default;
    });

    /// <inheritdoc/>
    public override SegmentVolume<float> Fractions(int segment, FractionalStoredFrames fractional)
    {
        float whole = fractional.ValueOfOne;
        return Converted<byte, float>(StoredFractions(segment, fractional), (stored, fractions) =>
        {
            for (int pixel = 0; pixel < fractions.Length; pixel++)
                fractions[pixel] = stored[pixel] / whole;
        });
    }

    /// <inheritdoc/>
    public override SegmentVolume<byte> StoredFractions(int segment, FractionalStoredFrames fractional)
    {
        TileParts<byte[]> parts = Parts([segment], () => new byte[_pixels.Format.FrameBytes], (frame, stored) => fractional.ReadUnited(frame, stored));
        return Of<byte>(parts.FirstRows, (index, values) =>
        {
            values.Clear();
            foreach ((int frame, byte[] stored) in parts.Read(index))
                Raise(frame, stored, parts.PlaceOf(index).Row, values);
        });
    }

    private void RequireOneVolume()
    {
        if (_sampling.PixelCount > Array.MaxLength)
            throw new ConversionException($"{PlaneSize}; {Array.MaxLength} fit in one volume. Read it region by region: ReadRegion, or in a lower resolution: SlideRegion.Reduction; GetStatistics needs no volume.");
    }

    private TileParts<TTile> Parts<TTile>(HashSet<int>? segments, Func<TTile> newTile, Action<int, TTile> read)
    {
        if (_sampling.PixelCount > (Int128)MostPixelsPerStored * _frames.Count * _frames.PixelsPerFrame)
            throw new ConversionException($"{PlaneSize}, but its {Counted.Of(_frames.Count, "tile")} only {(long)_frames.Count * _frames.PixelsPerFrame}: more than {MostPixelsPerStored} for each. Read the regions that are wanted: ReadRegion.");

        // What no tile can be read from gets no memory.
        read(0, newTile());
        int[] numbers = _frames.SegmentNumbers;
        return new TileParts<TTile>(_sampling, _tiles, frame => segments is null || numbers[frame] == 0 || segments.Contains(numbers[frame]) ? 0 : -1, 1, newTile, read, _progress, _cancellationToken);
    }

    // Some warnings are known only once the pixels were read.
    private SegmentVolume<T> Of<T>(int[] firstRows, SlicedContent<T>.Filler fill)
        where T : unmanaged => new(
            new SlicedContent<T>(_sampling.Geometry.Value, VolumeComponentAxis.None, 1, fill) { FirstRows = firstRows, MostAtOnce = PlaneSampling.PartsAtOnce },
            () => [.. _pixels.ReadingWarnings]);

    private SegmentVolume<TTo> Converted<TFrom, TTo>(SegmentVolume<TFrom> from, Conversion<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged => Of<TTo>(from.Sliced.FirstRows, (index, values) =>
    {
        TFrom[] made = ArrayPool<TFrom>.Shared.Rent(values.Length);
        from.Sliced.Fill(index, made.AsSpan(0, values.Length));
        convert(made.AsSpan(0, values.Length), values);
        ArrayPool<TFrom>.Shared.Return(made);
    });

    private void FillLabels(TileParts<TileRuns> parts, int index, HashSet<int>? segments, Span<ushort> labels)
    {
        (int focalPlane, int top) = parts.PlaceOf(index);
        labels.Fill(_pixels.FillValue);

        // Where there is a tile, its own zeros stand, not the value of missing ones.
        foreach (int frame in _pixels.FillValue == 0 ? [] : parts.FramesOf(index))
            Spread(frame, new SegmentRun(0, _frames.PixelsPerFrame, 0), top, labels, isSure: true);
        foreach ((int frame, TileRuns tile) in parts.Read(index))
        {
            foreach (SegmentRun run in CollectionsMarshal.AsSpan(tile.Runs))
            {
                if ((segments is null || segments.Contains(run.Number)) && Spread(frame, run, top, labels, isSure: false) is { Pixel: var pixel, Other: var other })
                    throw new SegmentsMeetException(new SegmentOverlap(Math.Min(other, run.Number), Math.Max(other, run.Number), focalPlane, pixel), _sampling.Geometry.Value);
            }
        }
    }

    // Gives a pixel that another segment has, and which; nothing where all were free.
    private (long Pixel, int Other)? Spread(int frame, SegmentRun run, int first, Span<ushort> labels, bool isSure)
    {
        ushort number = (ushort)run.Number;
        int width = _sampling.Across.Count, height = labels.Length / width;
        for (int start = run.Start; start < run.Start + run.Length;)
        {
            (int row, int column) = Math.DivRem(start, _frames.Columns);
            int length = Math.Min(run.Start + run.Length - start, _frames.Columns - column);
            start += length;
            (int left, int columns) = _sampling.Across.In(_tiles.Column(frame) + column, length);
            (int top, int rows) = columns == 0 ? default : _sampling.Down.In(_tiles.Row(frame) + row, 1);
            for (int y = Math.Max(top, first); y < Math.Min(top + rows, first + height); y++)
            {
                Span<ushort> pixels = labels.Slice(((y - first) * width) + left, columns);
                if (!isSure && pixels.ContainsAnyExcept((ushort)0) && pixels.IndexOfAnyExcept((ushort)0, number) is >= 0 and int foreign)
                    return (((long)y * width) + left + foreign, pixels[foreign]);
                pixels.Fill(number);
            }
        }

        return null;
    }

    // Where tiles share pixels, the greatest fraction stands.
    private void Raise(int frame, byte[] stored, int first, Span<byte> values)
    {
        (int column, int row) = (_tiles.Column(frame), _tiles.Row(frame));
        (int left, int columns) = _sampling.Across.In(column, _frames.Columns);
        (int top, int rows) = _sampling.Down.In(row, _frames.Rows);
        int width = _sampling.Across.Count;
        for (int y = Math.Max(top, first); y < Math.Min(top + rows, first + (values.Length / width)); y++)
        {
            ReadOnlySpan<byte> from = stored.AsSpan((_sampling.Down[y] - row) * _frames.Columns, _frames.Columns);
            Span<byte> to = values.Slice((y - first) * width, width);
            for (int x = left; x < left + columns; x++)
                to[x] = Math.Max(to[x], from[_sampling.Across[x] - column]);
        }
    }

    // Runs of a tile, until the next is read into it.
    private sealed class TileRuns(RunReader reader)
    {
        public List<SegmentRun> Runs { get; private set; } = [];

        public void Read(int frame) => Runs = reader.Read(frame);
    }
}
