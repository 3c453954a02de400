using System.Globalization;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>Fills a region of the plane from the tiles that lie in it, tiles on all cores.</summary>
/// <param name="frames">The tiles.</param>
/// <param name="pixels">Their pixels.</param>
/// <param name="sampling">Which pixels of the plane.</param>
/// <param name="progress">Receives progress: tiles.</param>
/// <param name="cancellationToken">Cancels the reading.</param>
internal sealed class TileFiller(FrameIndex frames, StoredFrames pixels, PlaneSampling sampling, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    // Tiles are left out where nothing is; beyond this a few bytes would ask for any amount of memory (docs/encodings.md).
    private const long MostPixelsPerStored = 512;

    private readonly TileIndex _tiles = frames.Tiles!;
    private readonly object _gate = new();
    private SegmentOverlap? _overlap;
    private int _done;

    private delegate bool FrameWork(int frame, RunReader reader, bool isFirstAtPlace);

    /// <param name="segments">The Segment Numbers to read; <see langword="null"/> for all.</param>
    /// <param name="overlap">A pixel that two segments share, if there is one; the volume is not complete then.</param>
    public LabelVolume Fill(HashSet<int>? segments, out SegmentOverlap? overlap)
    {
        // What no tile can be read from gets no memory.
        pixels.NewReader().Read(0);
        var warnings = new List<string>();
        var volume = new LabelVolume(Geometry()) { Warnings = warnings };
        if (pixels.FillValue != 0)
            volume.Voxels.Fill(pixels.FillValue);
        Run(segments, (frame, reader, isFirstAtPlace) =>
        {
            int slice = _tiles.FocalPlane(frame) - sampling.FocalPlane;

            // Where there is a tile, its own zeros stand, not the value of missing ones.
            if (isFirstAtPlace && pixels.FillValue != 0)
                Spread(frame, new SegmentRun(0, frames.PixelsPerFrame, 0), volume.Slice(slice), slice, isSure: true);
            foreach (SegmentRun run in CollectionsMarshal.AsSpan(reader.Read(frame)))
            {
                if ((segments is null || segments.Contains(run.Number)) && !Spread(frame, run, volume.Slice(slice), slice, isSure: false))
                    return false;
            }

            return true;
        });
        overlap = _overlap;
        warnings.AddRange(pixels.ReadingWarnings);
        return volume;
    }

    public Volume<byte> FillMask(int segmentNumber)
    {
        LabelVolume labels = Fill([segmentNumber], out _);
        var mask = new Volume<byte>(labels.Geometry) { Warnings = labels.Warnings };
        for (int slice = 0; slice < labels.Geometry.Size.Z; slice++)
        {
            ReadOnlySpan<ushort> from = labels.Slice(slice);
            Span<byte> to = mask.Slice(slice);
            for (int pixel = 0; pixel < to.Length; pixel++)
                to[pixel] = from[pixel] == segmentNumber ? (byte)1 : (byte)0;
        }

        return mask;
    }

    public Volume<float> FillFractions(int segmentNumber, FractionalStoredFrames fractional)
    {
        VolumeGeometry geometry = Geometry();
        float[] values = new float[geometry.Size.VoxelCount];
        var fractions = new Volume<float>(geometry, values);
        float whole = fractional.ValueOfOne;
        byte[] stored = new byte[pixels.Format.FrameBytes];
        foreach (int frame in FramesByPlace([segmentNumber]).SelectMany(place => place))
        {
            cancellationToken.ThrowIfCancellationRequested();
            fractional.ReadUnited(frame, stored);
            Span<float> plane = fractions.Slice(_tiles.FocalPlane(frame) - sampling.FocalPlane);
            Raise(frame, stored, whole, fractions.Slice(_tiles.FocalPlane(frame) - sampling.FocalPlane));
        }

        // Some warnings are known only once the pixels were read.
        return new Volume<float>(geometry, values) { Warnings = [.. fractional.ReadingWarnings] };
    }

    // Where tiles share pixels, the greatest fraction stands.
    private void Raise(int frame, byte[] stored, float whole, Span<float> plane)
    {
        (int column, int row) = (_tiles.Column(frame), _tiles.Row(frame));
        (int left, int columns) = sampling.Across.In(column, frames.Columns);
        (int top, int rows) = sampling.Down.In(row, frames.Rows);
        for (int y = top; y < top + rows; y++)
        {
            ReadOnlySpan<byte> from = stored.AsSpan((sampling.Down[y] - row) * frames.Columns, frames.Columns);
            Span<float> to = plane.Slice(y * sampling.Across.Count, sampling.Across.Count);
            for (int x = left; x < left + columns; x++)
                to[x] = Math.Max(to[x], from[sampling.Across[x] - column] / whole);
        }
    }

    private VolumeGeometry Geometry()
    {
        Int128 voxels = sampling.PixelCount;
        string size = string.Create(CultureInfo.InvariantCulture, $"The plane has {sampling.Across.Count} x {sampling.Down.Count} x {sampling.FocalPlanes} pixels");
        if (voxels > Array.MaxLength)
            throw new ConversionException($"{size}; {Array.MaxLength} fit in one volume. Read it region by region: ReadRegion, or in a lower resolution: SlideRegion.Reduction; GetStatistics needs no volume.");
        if (voxels > (Int128)MostPixelsPerStored * frames.Count * frames.PixelsPerFrame)
            throw new ConversionException($"{size}, but its {Counted.Of(frames.Count, "tile")} only {(long)frames.Count * frames.PixelsPerFrame}: more than {MostPixelsPerStored} for each. Read the regions that are wanted: ReadRegion.");
        return sampling.Geometry.Value;
    }

    private void Run(HashSet<int>? segments, FrameWork work)
    {
        List<int[]> places = FramesByPlace(segments);
        ParallelLoop.Run(places.Count, pixels.NewReader, (index, ref reader) =>
        {
            // Once segments overlap, the volume is not wanted any more.
            int[] place = Volatile.Read(ref _overlap) is null ? places[index] : [];
            for (int frame = 0; frame < place.Length; frame++)
            {
                if (!work(place[frame], reader, frame == 0))
                    break;
            }

            progress?.Report(new ConversionProgress("Reading tiles", Interlocked.Increment(ref _done), places.Count));
        }, cancellationToken);
    }

    // Tiles at one place are one work; those that lie askew share pixels with any of their neighbours.
    private List<int[]> FramesByPlace(HashSet<int>? segments)
    {
        IEnumerable<int> wanted = sampling.FramesOf(_tiles).Where(frame => segments is null || frames.SegmentNumbers[frame] == 0 || segments.Contains(frames.SegmentNumbers[frame]));
        if (!_tiles.AreAligned)
            return [[.. wanted.Order()]];
        return [.. wanted.GroupBy(frame => (_tiles.FocalPlane(frame), _tiles.Row(frame), _tiles.Column(frame))).Select(place => place.ToArray())];
    }

    // Gives whether every pixel was free.
    private bool Spread(int frame, SegmentRun run, Span<ushort> plane, int slice, bool isSure)
    {
        ushort number = (ushort)run.Number;
        for (int start = run.Start; start < run.Start + run.Length;)
        {
            (int row, int first) = Math.DivRem(start, frames.Columns);
            int length = Math.Min(run.Start + run.Length - start, frames.Columns - first);
            start += length;
            (int left, int columns) = sampling.Across.In(_tiles.Column(frame) + first, length);
            (int top, int rows) = columns == 0 ? default : sampling.Down.In(_tiles.Row(frame) + row, 1);
            for (int y = top; y < top + rows; y++)
            {
                int target = (y * sampling.Across.Count) + left;
                Span<ushort> pixelsOfRow = plane.Slice(target, columns);
                if (!isSure && pixelsOfRow.ContainsAnyExcept((ushort)0) && pixelsOfRow.IndexOfAnyExcept((ushort)0, number) is >= 0 and int foreign)
                {
                    Note(new SegmentOverlap(Math.Min(pixelsOfRow[foreign], number), Math.Max(pixelsOfRow[foreign], number), slice, target + foreign));
                    return false;
                }

                pixelsOfRow.Fill(number);
            }
        }

        return true;
    }

    private void Note(SegmentOverlap overlap)
    {
        lock (_gate)
        {
            if (_overlap is null || (overlap.Slice, overlap.Pixel).CompareTo((_overlap.Slice, _overlap.Pixel)) < 0)
                _overlap = overlap;
        }
    }
}
