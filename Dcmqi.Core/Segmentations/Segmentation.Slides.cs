using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Returns the labels of a region of the plane that tiles make (<see cref="SlideMatrix"/>); only the tiles that lie in it are read. Pixel values are Segment Numbers, 0 where no segment or no tile is.</summary>
    /// <param name="column">First column, from 0.</param>
    /// <param name="row">First row, from 0.</param>
    /// <param name="columns">Columns of the region; it lies within the plane.</param>
    /// <param name="rows">Rows of the region.</param>
    /// <param name="focalPlane">Index of the focal plane, from 0.</param>
    /// <param name="segments">The Segment Numbers to read. Default: all.</param>
    /// <param name="progress">Receives progress: tiles as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One slice, its grid in the slide coordinate system.</returns>
    /// <exception cref="ConversionException">Segments overlap (name those wanted), the region is too large for one volume, or the frames are not tiles.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The region does not lie within the plane, or there is no such focal plane or segment.</exception>
    public LabelVolume ReadRegion(
        int column,
        int row,
        int columns,
        int rows,
        int focalPlane = 0,
        IReadOnlyCollection<int>? segments = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => ReadRegion(new SlideRegion { Column = column, Row = row, Columns = columns, Rows = rows, FocalPlane = focalPlane }, segments, progress, cancellationToken);

    /// <summary>Returns the labels of a region of the plane that tiles make (<see cref="SlideMatrix"/>), in its own resolution, a lower one, or on another level of the slide; only the tiles that lie in it are read, and only what is returned is in memory.</summary>
    /// <param name="region">The region and the resolution.</param>
    /// <param name="segments">The Segment Numbers to read. Default: all.</param>
    /// <param name="progress">Receives progress: tiles as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One slice, its grid in the slide coordinate system; pixel values are Segment Numbers, 0 where no segment or no tile is.</returns>
    /// <exception cref="ConversionException">Segments overlap (name those wanted), the region is too large for one volume, the frames are not tiles, or the level lies elsewhere or turned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The region does not lie within the plane, or there is no such focal plane or segment.</exception>
    public LabelVolume ReadRegion(
        SlideRegion region, IReadOnlyCollection<int>? segments = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        foreach (int number in segments ?? [])
            CheckSegment(number);
        LabelVolume volume = Tiles(SamplingOf(region), progress, cancellationToken).Fill(segments is null ? null : [.. segments], out SegmentOverlap? overlap);
        return overlap is null ? volume : throw new ConversionException(overlap.Describe(Segments, volume.Geometry) + " One label map cannot hold both; name the segments that are wanted.");
    }

    /// <summary>Returns the fractions of a segment in a region of the plane that tiles make, as <see cref="ToFractions"/> gives those of the whole; only the tiles that lie in it are read.</summary>
    /// <param name="region">The region and the resolution.</param>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One slice, its grid in the slide coordinate system; values from 0 to 1.</returns>
    /// <exception cref="ConversionException">The region is too large for one volume, the frames are not tiles, or the level lies elsewhere or turned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The region does not lie within the plane, or there is no such focal plane or segment.</exception>
    public Volume<float> ReadFractions(SlideRegion region, int segmentNumber, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        CheckSegment(segmentNumber);
        return Tiles(SamplingOf(region), null, cancellationToken)
            .Fill(tiles => _pixels is FractionalStoredFrames fractional ? tiles.Fractions(segmentNumber, fractional) : tiles.Mask(segmentNumber, 1f));
    }

    private PlaneSampling SamplingOf(SlideRegion region) => _frames.Matrix is { } matrix
        ? PlaneSampling.Of(matrix, region)
        : throw new ConversionException("The frames of this segmentation are no tiles of a plane. Use ToLabelMap, or ReadFrame for one of them.");

    private TiledSegments Tiles(PlaneSampling sampling, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        new(_frames, _pixels, sampling, progress, cancellationToken);

    private TiledSegments WholePlane(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) => Tiles(PlaneSampling.Whole(_frames.Matrix!), progress, cancellationToken);

    private SegmentStatistics[] CollectTileStatistics(int[] numbers, TileIndex tiles, CancellationToken cancellationToken)
    {
        SlideMatrix matrix = _frames.Matrix!;
        VolumeGeometry geometry = matrix.Geometry;
        Dictionary<int, StatisticsCollector> collectors = numbers.ToDictionary(number => number, number => new StatisticsCollector(number, mayMeet: !tiles.AreAligned));
        RunReader reader = _pixels.NewReader();
        IEnumerable<int> wanted = numbers.Length == 1 ? FramesOf(numbers[0]) : Enumerable.Range(0, _frames.Count);
        foreach (int frame in wanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (SegmentRun run in reader.Read(frame))
            {
                if (collectors.TryGetValue(run.Number, out StatisticsCollector? collector))
                    collector.Add(run, tiles.FocalPlane(frame), Columns, tiles.Column(frame), tiles.Row(frame), matrix.Columns, matrix.Rows);
            }
        }

        return Array.ConvertAll(numbers, number => collectors[number].ToStatistics(geometry));
    }
}
