using Dcmqi.Dicom;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>The same segments in another encoding, or fewer of them. All that is said of them and of what they refer to is kept; the object and its series are new.</summary>
    /// <param name="encoding">How the voxels shall be held.</param>
    /// <param name="conversion">Options; the defaults if not given.</param>
    /// <param name="progress">Is told of frames as they are read and composed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConversionException">Segments overlap and shall become a label map, or a Segment Number to keep is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Segmentation ConvertTo(
        SegmentationEncoding encoding, SegmentationConversion? conversion = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Converted([this], encoding, conversion ?? new SegmentationConversion(), progress, cancellationToken);

    /// <summary>Several segmentations of the same images as one. Segment Numbers are given anew, from 1, in order of the objects and their segments.</summary>
    /// <param name="segmentations">At least one; all on one grid, in one frame of reference, of one patient and study.</param>
    /// <param name="encoding">How the voxels shall be held.</param>
    /// <param name="conversion">Options; the defaults if not given. <see cref="SegmentationConversion.Segments"/> names the new numbers.</param>
    /// <param name="progress">Is told of frames as they are read and composed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConversionException">The objects do not go together, or segments overlap and shall become a label map; every fault is listed.</exception>
    /// <exception cref="ArgumentException">There is no segmentation to merge.</exception>
    public static Segmentation Merge(
        IReadOnlyList<Segmentation> segmentations,
        SegmentationEncoding encoding = SegmentationEncoding.Binary,
        SegmentationConversion? conversion = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentations);
        if (segmentations.Count == 0)
            throw new ArgumentException("There is no segmentation to merge.", nameof(segmentations));
        return Converted(segmentations, encoding, conversion ?? new SegmentationConversion(), progress, cancellationToken);
    }

    private static Segmentation Converted(
        IReadOnlyList<Segmentation> segmentations, SegmentationEncoding encoding, SegmentationConversion conversion, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (!(conversion.Threshold is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(conversion), conversion.Threshold, "The threshold is above 0 and at most 1.");
        if (segmentations.Any(segmentation => segmentation._frames.Tiles is not null))
            throw new ConversionException("Segmentations made of tiles are not converted or merged. Read them by ReadRegion and write them by SlideSegmentationBuilder; Save writes one in another compression.");
        var reader = new ContentReader([.. segmentations.Select(segmentation => new ConversionSource(segmentation.DataSet, segmentation._frames, segmentation._pixels, segmentation.Segments))], encoding, conversion);
        SegmentationContent content = reader.Read(cancellationToken);
        SegmentationEncoder encoder = encoding switch
        {
            SegmentationEncoding.Binary => new BinaryEncoder(content),
            SegmentationEncoding.LabelMap => new LabelMapEncoder(content, conversion.LabelMapBitDepth, conversion.LabelMapColorModel),
            SegmentationEncoding.Fractional => new FractionalEncoder(content, reader.FractionalType, reader.MaximumFractionalValue),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "The encoding is Binary, LabelMap or Fractional."),
        };
        var faults = new List<string>();
        encoder.Check(faults);
        if (faults.Count > 0)
            throw new ConversionException(faults);
        return OfBuilt(encoder.Encode(conversion.EmptyFrames, conversion.LargeObjects, conversion.Uids, progress, cancellationToken), segmentations.SelectMany(segmentation => segmentation.Warnings));
    }
}
