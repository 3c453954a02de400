using System.Globalization;
using Dcmqi.Iods;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <content>Maps on slides, whose frames are tiles.</content>
public sealed partial class ParametricMap
{
    // As with segmentations: tiles are left out where nothing is; beyond this a few bytes would ask for any amount of memory.
    private const long MostPixelsPerStored = 512;

    /// <summary>Returns the real-world values of a region of the plane that tiles make (<see cref="SlideMatrix"/>); only the tiles that lie in it are read. <see cref="ParametricMapReadOptions.Region"/> also gives lower resolutions and other levels.</summary>
    /// <param name="column">First column, from 0.</param>
    /// <param name="row">First row, from 0.</param>
    /// <param name="columns">Columns of the region; it lies within the plane.</param>
    /// <param name="rows">Rows of the region.</param>
    /// <param name="focalPlane">Index of the focal plane, from 0.</param>
    /// <param name="volumeIndex">The quantity to read, as its index in <see cref="Volumes"/>, from 0. Default: all of them, as components.</param>
    /// <param name="progress">Receives progress: tiles as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One slice, its grid in the slide coordinate system; not a number where no tile is.</returns>
    /// <exception cref="ConversionException">The region is too large for one volume, or the frames are not tiles.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The region does not lie within the plane, or there is no such focal plane or volume.</exception>
    public Volume<float> ReadRegion(
        int column,
        int row,
        int columns,
        int rows,
        int focalPlane = 0,
        int? volumeIndex = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var region = new SlideRegion { Column = column, Row = row, Columns = columns, Rows = rows, FocalPlane = focalPlane };
        return ToVolume(new ParametricMapReadOptions { VolumeIndex = volumeIndex, Region = region }, progress, cancellationToken);
    }

    // The plane row of tiles by row of tiles; of tiles that lie askew and share pixels, later ones stand.
    private SlicedContent<T> Tiled<T>(int[][] volumes, PlaneSampling sampling, FrameValues<T> source, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged
    {
        int[] component = new int[FrameCount];
        Array.Fill(component, -1);
        for (int index = 0; index < volumes.Length; index++)
        {
            foreach (int frame in volumes[index])
                component[frame] = index;
        }

        CheckProportion(sampling, volumes.Length);
        var parts = new TileParts<TileValues<T>>(
            sampling, _frames.Tiles!, frame => component[frame], volumes.Length, () => new TileValues<T>(_frames.PixelsPerFrame), (frame, tile) => source.Fill(frame, tile.Values, ref tile.Scratch), progress, cancellationToken);
        return new SlicedContent<T>(sampling.Geometry.Value, AxisOf(volumes.Length), volumes.Length, Fill) { FirstRows = parts.FirstRows, MostAtOnce = PlaneSampling.PartsAtOnce };

        void Fill(int index, Span<T> values)
        {
            values.Fill(source.Missing);
            foreach ((int frame, TileValues<T> tile) in parts.Read(index))
                Place<T>(tile.Values, _frames.Tiles!.Column(frame), _frames.Tiles.Row(frame), sampling, parts.PlaceOf(index).Row, values);
        }
    }

    private void Place<T>(ReadOnlySpan<T> tile, int column, int row, PlaneSampling sampling, int first, Span<T> values)
        where T : unmanaged
    {
        (int left, int columns) = sampling.Across.In(column, Columns);
        (int top, int rows) = sampling.Down.In(row, Rows);
        int width = sampling.Across.Count;
        for (int y = Math.Max(top, first); y < Math.Min(top + rows, first + (values.Length / width)); y++)
        {
            ReadOnlySpan<T> from = tile.Slice((sampling.Down[y] - row) * Columns, Columns);
            Span<T> to = values.Slice((y - first) * width, width);
            for (int x = left; x < left + columns; x++)
                to[x] = from[sampling.Across[x] - column];
        }
    }

    private static string PlaneSize(PlaneSampling sampling, int components) => string.Create(
        CultureInfo.InvariantCulture,
        $"The plane has {sampling.Across.Count} x {sampling.Down.Count} x {sampling.FocalPlanes} pixels of {components} value{(components == 1 ? "" : "s")}");

    private void CheckProportion(PlaneSampling sampling, int components)
    {
        if (sampling.PixelCount * components > (Int128)MostPixelsPerStored * FrameCount * _frames.PixelsPerFrame)
            throw new ConversionException($"{PlaneSize(sampling, components)}, but its {FrameCount} tiles only {(long)FrameCount * _frames.PixelsPerFrame}: more than {MostPixelsPerStored} for each. Read the regions that are wanted: ParametricMapReadOptions.Region.");

        // What no tile can be read from gets no memory.
        _pixels.ReadFrame(0, new byte[_pixels.Format.FrameBytes]);
    }

    private static void RequireOneVolume(PlaneSampling sampling, int components)
    {
        if (sampling.PixelCount * components > Array.MaxLength)
            throw new ConversionException($"{PlaneSize(sampling, components)}; {Array.MaxLength} values fit in one volume. Read it region by region, or in a lower resolution: ParametricMapReadOptions.Region.");
    }

    // null where frames are no tiles.
    private PlaneSampling? SamplingOf(SlideRegion? region)
    {
        if (_frames.Matrix is { } matrix)
            return region is null ? PlaneSampling.Whole(matrix) : PlaneSampling.Of(matrix, region);
        return region is null ? null : throw new ConversionException("The frames of this map are no tiles of a plane, so that no region of it can be read.");
    }

    // What is read of a tile.
    private sealed class TileValues<T>(int pixels)
    {
        public readonly T[] Values = new T[pixels];
        public byte[]? Scratch;
    }
}
