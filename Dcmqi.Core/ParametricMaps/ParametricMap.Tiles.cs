using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Iods;

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

    // Tiles on all cores; those that lie askew share pixels, and later ones stand.
    private Volume<T> GatherTiles<T>(
        int[][] volumes, PlaneSampling sampling, T missing, List<string> warnings, IProgress<ConversionProgress>? progress, FrameFiller<T> fill, CancellationToken cancellationToken)
        where T : unmanaged
    {
        TileIndex tiles = _frames.Tiles!;
        int[] component = new int[FrameCount];
        Array.Fill(component, -1);
        for (int index = 0; index < volumes.Length; index++)
        {
            foreach (int frame in volumes[index])
                component[frame] = index;
        }

        T[] values = TileRoom(sampling, volumes.Length, missing);
        int[] frames = [.. sampling.FramesOf(tiles).Where(frame => component[frame] >= 0).Order()];
        int planePixels = sampling.Across.Count * sampling.Down.Count;
        int done = 0;
        object guard = new();
        ParallelLoop.Run(frames.Length, () => (Tile: new T[_frames.PixelsPerFrame], Scratch: (byte[]?)null), (index, ref state) =>
        {
            int frame = frames[index];
            fill(frame, state.Tile, ref state.Scratch);
            int plane = (component[frame] * sampling.FocalPlanes) + tiles.FocalPlane(frame) - sampling.FocalPlane;
            Place<T>(state.Tile, tiles.Column(frame), tiles.Row(frame), sampling, values.AsSpan(plane * planePixels, planePixels));
            if (progress is not null)
            {
                lock (guard)
                    progress.Report(new ConversionProgress("Reading tiles", ++done, frames.Length));
            }
        }, cancellationToken, tiles.AreAligned ? null : 1);
        return new Volume<T>(sampling.Geometry.Value, values, AxisOf(volumes.Length), volumes.Length) { Warnings = warnings };
    }

    private void Place<T>(ReadOnlySpan<T> tile, int column, int row, PlaneSampling sampling, Span<T> plane)
        where T : unmanaged
    {
        (int left, int columns) = sampling.Across.In(column, Columns);
        (int top, int rows) = sampling.Down.In(row, Rows);
        for (int y = top; y < top + rows; y++)
        {
            ReadOnlySpan<T> from = tile.Slice((sampling.Down[y] - row) * Columns, Columns);
            Span<T> to = plane.Slice(y * sampling.Across.Count, sampling.Across.Count);
            for (int x = left; x < left + columns; x++)
                to[x] = from[sampling.Across[x] - column];
        }
    }

    private T[] TileRoom<T>(PlaneSampling sampling, int components, T missing)
        where T : unmanaged
    {
        Int128 count = sampling.PixelCount * components;
        string size = string.Create(CultureInfo.InvariantCulture, $"The plane has {sampling.Across.Count} x {sampling.Down.Count} x {sampling.FocalPlanes} pixels of {components} value{(components == 1 ? "" : "s")}");
        if (count > Array.MaxLength)
            throw new ConversionException($"{size}; {Array.MaxLength} values fit in one volume. Read it region by region, or in a lower resolution: ParametricMapReadOptions.Region.");
        if (count > (Int128)MostPixelsPerStored * FrameCount * _frames.PixelsPerFrame)
            throw new ConversionException($"{size}, but its {FrameCount} tiles only {(long)FrameCount * _frames.PixelsPerFrame}: more than {MostPixelsPerStored} for each. Read the regions that are wanted: ParametricMapReadOptions.Region.");

        // What no tile can be read from gets no memory.
        _pixels.ReadFrame(0, new byte[_pixels.Format.FrameBytes]);
        T[] values = LargeArrays.Uninitialized<T>((int)count);
        values.AsSpan().Fill(missing);
        return values;
    }
}
