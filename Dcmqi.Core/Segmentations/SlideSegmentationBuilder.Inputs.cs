using System.Globalization;
using System.Runtime.InteropServices;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SlideSegmentationBuilder
{
    /// <summary>Adds a label map tile by tile: 0 is background, any other value the label of a segment.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="MaxDegreeOfParallelism"/> is 1.</param>
    /// <param name="name">What messages and a file mapping call it.</param>
    /// <param name="progress">Is told of tiles done.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The images are no slide, or have no such level, focal plane or optical path.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddTiles(
        SlideTileLabels fill, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        _layers.Add(new TileScanner(Grid(), NameOr(name), MaxDegreeOfParallelism, progress, cancellationToken).Labels(fill));
        return this;
    }

    /// <summary>Adds the fractions of one segment tile by tile, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry. Tiles that are not all 0 stay in memory, a byte for each pixel.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="MaxDegreeOfParallelism"/> is 1.</param>
    /// <param name="name">What messages and a file mapping call it.</param>
    /// <param name="progress">Is told of tiles done.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The images are no slide, or have no such level, focal plane or optical path.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddFractionTiles(
        SlideTileFractions fill, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        _layers.Add(new TileScanner(Grid(), NameOr(name), MaxDegreeOfParallelism, progress, cancellationToken).Fractions(fill, MaximumFractionalValue));
        return this;
    }

    /// <summary>Adds a label map of a plane that fits in memory, from a file.</summary>
    /// <inheritdoc cref="AddLabelMap(Volume, string?, CancellationToken)"/>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public SlideSegmentationBuilder AddLabelMap(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return AddLabelMap(VolumeFile.Read(path), Path.GetFileName(path), cancellationToken);
    }

    /// <summary>Adds a label map of a plane that fits in memory: 0 is background, any other value the label of a segment.</summary>
    /// <param name="volume">Integers from 0 to 65535, of any type of 8 to 64 bits: columns and rows of the level, as slices the focal planes. Only its size counts: pixels are told by column and row, not by places.</param>
    /// <param name="name">What messages and a file mapping call it; the volume's own name if not given.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The size is not that of the level, or a value is no label.</exception>
    /// <exception cref="NotSupportedException">The volume has several values per voxel.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddLabelMap(Volume volume, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        name = NameOr(name ?? volume.Name);
        if (volume.Components != 1)
            throw new NotSupportedException($"'{name}' has {volume.Components} values per voxel; a plane of labels has one. Add them one by one.");
        SlideGrid grid = Grid();
        SlideMatrix matrix = grid.Level.Matrix;
        var expected = new VolumeSize(matrix.Columns, matrix.Rows, grid.FocalPlanes.Length);
        if (volume.Geometry.Size != expected)
            throw new ConversionException($"'{name}' has {volume.Geometry.Size} voxels; level {Level} of the slide, {grid.Level.Image.Name}, has {expected} (columns, rows, focal planes).");

        LabelLayer whole = LabelLayer.Of(volume, 0, name, GridOrder.Identity, cancellationToken);
        if (whole.Fault is { } fault)
            throw new ConversionException(fault);
        foreach (long label in whole.VoxelCounts.Keys.Where(label => label is < 0 or > ushort.MaxValue))
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"'{name}' holds the value {label}; labels are from 0 to {ushort.MaxValue}."));
        _inputWarnings.AddRange(volume.Warnings);
        return volume switch
        {
            Volume<byte> v => Tiled(v, value => value),
            Volume<sbyte> v => Tiled(v, value => (ushort)value),
            Volume<ushort> v => Tiled(v, value => value),
            Volume<short> v => Tiled(v, value => (ushort)value),
            Volume<uint> v => Tiled(v, value => (ushort)value),
            Volume<int> v => Tiled(v, value => (ushort)value),
            Volume<ulong> v => Tiled(v, value => (ushort)value),
            Volume<long> v => Tiled(v, value => (ushort)value),
            Volume<float> v => Tiled(v, value => (ushort)value),
            Volume<double> v => Tiled(v, value => (ushort)value),
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers are supported."),
        };

        SlideSegmentationBuilder Tiled<T>(Volume<T> typed, Func<T, ushort> label)
            where T : unmanaged =>
            AddTiles((tile, labels) => CopyTile(typed, grid, tile, labels, label), name, null, cancellationToken);
    }

    private static void CopyTile<T>(Volume<T> volume, SlideGrid grid, SlideTile tile, Span<ushort> labels, Func<T, ushort> label)
        where T : unmanaged
    {
        ReadOnlySpan<T> plane = volume.Slice(Array.IndexOf(grid.FocalPlanes, tile.FocalPlane));
        for (int row = 0; row < tile.UsedRows; row++)
        {
            ReadOnlySpan<T> from = plane.Slice(((tile.Row + row) * volume.Geometry.Size.X) + tile.Column, tile.UsedColumns);
            Span<ushort> to = labels.Slice(row * tile.Size.Columns, tile.UsedColumns);
            if (typeof(T) == typeof(ushort))
            {
                MemoryMarshal.Cast<T, ushort>(from).CopyTo(to);
                continue;
            }

            for (int column = 0; column < to.Length; column++)
                to[column] = label(from[column]);
        }
    }

    private string NameOr(string? name) => name ?? string.Create(CultureInfo.InvariantCulture, $"input {_layers.Count + 1}");
}
