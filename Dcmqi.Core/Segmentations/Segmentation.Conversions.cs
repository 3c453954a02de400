using Dcmqi.Dicom;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Converts the segments to another encoding, or keeps some of them; of slides, also to another <see cref="SlideTiling"/>. All that is said of them and of what they refer to is kept; the object and, unless given, its series are new.</summary>
    /// <param name="options">How the result is stored.</param>
    /// <param name="conversion">What to convert, and the authorship of the result. Default: all segments.</param>
    /// <param name="progress">Receives progress: frames as they are read and composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">Segments overlap and shall become a label map, a Segment Number to keep is not there, or the tiles of a slide do not lie on one grid of tiles.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Segmentation ConvertTo(
        SegmentationOptions options, SegmentationConversion? conversion = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Converted([this], options, conversion ?? new SegmentationConversion(), null, progress, cancellationToken);
    }

    /// <summary>Joins several segmentations of the same images into one. Segment Numbers are given anew, from 1, in order of the objects and their segments.</summary>
    /// <param name="segmentations">At least one; all on one grid (of slides: of one plane, with tiles of one size), in one frame of reference, of one patient and study.</param>
    /// <param name="options">How the result is stored. Default: as <see cref="SegmentationOptions"/> says.</param>
    /// <param name="conversion">What to convert, and the authorship of the result; <see cref="SegmentationConversion.Segments"/> names the new numbers. Default: all segments.</param>
    /// <param name="progress">Receives progress: frames as they are read and composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">The objects do not go together, or segments overlap and shall become a label map; every fault is listed.</exception>
    /// <exception cref="ArgumentException">There is no segmentation to merge.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static Segmentation Merge(
        IReadOnlyList<Segmentation> segmentations,
        SegmentationOptions? options = null,
        SegmentationConversion? conversion = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentations);
        if (segmentations.Count == 0)
            throw new ArgumentException("There is no segmentation to merge.", nameof(segmentations));
        return Converted(segmentations, options ?? new SegmentationOptions(), conversion ?? new SegmentationConversion(), null, progress, cancellationToken);
    }

    private static Segmentation Converted(
        IReadOnlyList<Segmentation> segmentations,
        SegmentationOptions options,
        SegmentationConversion conversion,
        string? seriesDescription,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        CheckConversion(segmentations, options, conversion);
        var reader = new ContentReader([.. segmentations.Select(segmentation => new ConversionSource(segmentation.DataSet, segmentation._frames, segmentation._pixels, segmentation.Segments))], options, conversion);
        SegmentationContent content = reader.Read(cancellationToken);
        if (seriesDescription is not null)
            content.Common.Set(Tags.SeriesDescription, seriesDescription);
        var encoder = SegmentationEncoder.Of(content, reader.Options);
        var faults = new List<string>();
        encoder.Check(faults);
        ConversionException.ThrowIfAny(faults);
        return OfBuilt(
            encoder.Encode(options.EmptyFrames, options.LargeObjects, conversion.Authorship.Uids, progress, cancellationToken),
            segmentations.SelectMany(segmentation => segmentation.Warnings));
    }

    private static void CheckConversion(IReadOnlyList<Segmentation> segmentations, SegmentationOptions options, SegmentationConversion conversion)
    {
        options.Check();
        if (!(conversion.Threshold is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(conversion), conversion.Threshold, "The threshold is above 0 and at most 1.");
        var faults = new List<string>();
        conversion.Authorship.Check(faults);
        ConversionException.ThrowIfAny(faults);
    }
}
