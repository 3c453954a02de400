using System.Globalization;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SlideSegmentationBuilder
{
    /// <summary>Adds a label map tile by tile: 0 is background, any other value the label of a segment. The metadata say what its labels mean.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="SlideTileOptions.MaxDegreeOfParallelism"/> is 1.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The images are not a slide, or have no such level, focal plane or optical path.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddTiles(
        SlideTileLabels fill, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return Add(Scanner(name, progress, cancellationToken).Labels(fill), null);
    }

    /// <summary>Adds a label map tile by tile, and what its labels mean.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="SlideTileOptions.MaxDegreeOfParallelism"/> is 1.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="name">The name used in messages.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <inheritdoc cref="AddTiles(SlideTileLabels, string?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SlideSegmentationBuilder AddTiles(
        SlideTileLabels fill, IReadOnlyList<SegmentAttributes> segments, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentNullException.ThrowIfNull(segments);
        return Add(Scanner(name, progress, cancellationToken).Labels(fill), segments);
    }

    /// <summary>Adds the fractions of one segment tile by tile, for <see cref="SegmentationEncoding.Fractional"/>. Its inner list in the metadata has one entry. Tiles that are not all 0 stay in memory, a byte for each pixel.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="SlideTileOptions.MaxDegreeOfParallelism"/> is 1.</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The images are not a slide, or have no such level, focal plane or optical path.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    public SlideSegmentationBuilder AddFractionTiles(
        SlideTileFractions fill, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return Add(Scanner(name, progress, cancellationToken).Fractions(fill, Options.MaximumFractionalValueOrDefault), null);
    }

    /// <summary>Adds the fractions of one segment tile by tile, and what it is, for <see cref="SegmentationEncoding.Fractional"/>. Tiles that are not all 0 stay in memory, a byte for each pixel.</summary>
    /// <param name="fill">Fills one tile; is called once for each, by several threads at once unless <see cref="SlideTileOptions.MaxDegreeOfParallelism"/> is 1.</param>
    /// <param name="segment">What the segment is. <see cref="SegmentAttributes.LabelId"/> counts for <see cref="SegmentNumbering.FromLabels"/> only.</param>
    /// <param name="name">The name used in messages.</param>
    /// <param name="progress">Receives progress: tiles done.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    /// <inheritdoc cref="AddFractionTiles(SlideTileFractions, string?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public SlideSegmentationBuilder AddFractionTiles(
        SlideTileFractions fill, SegmentAttributes segment, string? name = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentNullException.ThrowIfNull(segment);
        return Add(Scanner(name, progress, cancellationToken).Fractions(fill, Options.MaximumFractionalValueOrDefault), [segment]);
    }

    private TileScanner Scanner(string? name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        new(Grid(), NameOr(name), Tiles.MaxDegreeOfParallelism, progress, cancellationToken);

    private SlideSegmentationBuilder Add(LabelLayer layer, IReadOnlyList<SegmentAttributes>? segments)
    {
        _inputs.Add(layer, segments);
        return this;
    }

    private string NameOr(string? name) => name ?? string.Create(CultureInfo.InvariantCulture, $"input {_inputs.Count + 1}");
}
