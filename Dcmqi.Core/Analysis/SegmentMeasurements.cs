using System.Globalization;
using Dcmqi.Analysis;
using Dcmqi.Analysis.Images;

namespace Dcmqi;

/// <summary>The measured features of the segments of a segmentation: their shape, and the values of an image in them.</summary>
/// <remarks>Immutable; safe to use from several threads. The same inputs give the same values, to the last digit, with any number of processors.</remarks>
public sealed partial class SegmentMeasurements
{
    private SegmentMeasurements(Segmentation segmentation, SegmentMeasurementOptions options, IReadOnlyList<MeasuredSegment> segments, VolumeGeometry geometry, IReadOnlyList<string> warnings)
    {
        Segmentation = segmentation;
        Options = options;
        Segments = segments;
        Geometry = geometry;
        Warnings = warnings;
    }

    /// <summary>Gets the segmentation.</summary>
    public Segmentation Segmentation { get; }

    /// <summary>Gets the images whose values were measured, or that the volume was made from (<see cref="SegmentMeasurementOptions.Images"/>); <see langword="null"/> if there are none.</summary>
    public SourceImages? Images { get; private init; }

    /// <summary>Gets what the values are, such as (112031, DCM, "Attenuation Coefficient"); <see langword="null"/> if this is not stated, or shapes alone were measured.</summary>
    public CodedConcept? Quantity { get; private init; }

    /// <summary>Gets the unit of the values, of UCUM; <see langword="null"/> if shapes alone were measured.</summary>
    public CodedConcept? Unit { get; private init; }

    /// <summary>Gets what was asked for.</summary>
    public SegmentMeasurementOptions Options { get; }

    /// <summary>Gets the segments, in order of the segmentation.</summary>
    public IReadOnlyList<MeasuredSegment> Segments { get; }

    /// <summary>Gets the grid that shapes were measured on: that of the image, its axes in the order of the segmentation's, where each voxel of the segmentation is one of its voxels; else the segmentation's own.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>Gets what was tolerated or assumed.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Measures shapes, and the values of an image.</summary>
    /// <param name="segmentation">The segments. Fractional ones weigh voxels by what they fill of them.</param>
    /// <param name="image">Real-world values. Where its voxels are not those of the segmentation, the segments are brought onto its grid by nearest neighbour for their values, and <see cref="Warnings"/> says so.</param>
    /// <param name="options">What to measure. Default: everything.</param>
    /// <param name="progress">Receives progress: slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">The options name a segment that is not there, or a percentile that is none.</exception>
    /// <exception cref="ConversionException">The image has several values per voxel, no segment lies within it, or the frames of the segmentation lie at uneven distances.</exception>
    public static SegmentMeasurements Measure(
        Segmentation segmentation, Volume image, SegmentMeasurementOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(segmentation);
        options ??= new SegmentMeasurementOptions();
        RequireImages([segmentation], options.Images);
        image.RequireSingleComponent("An image that is measured");
        return Run([segmentation], OfVolume(ImageSlices.Of(image), options), options, progress, cancellationToken, options.Images)[0];
    }

    /// <summary>Measures shapes, and the values of source images in real-world units.</summary>
    /// <param name="segmentation">The segments. Fractional ones weigh voxels by what they fill of them.</param>
    /// <param name="images">The images; their pixels are read now. Frames of several times and the like are of several volumes: choose one (<see cref="SourceImages.Volumes"/>).</param>
    /// <param name="options">What to measure. Default: everything.</param>
    /// <param name="progress">Receives progress: images and slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">The options name a segment that is not there, or a percentile that is none.</exception>
    /// <exception cref="ConversionException">The frames make no single volume, have another frame of reference or hold no segment, or the values asked for cannot be had from them; the message says why.</exception>
    /// <exception cref="DicomFormatException">Pixels are missing or malformed.</exception>
    /// <exception cref="NotSupportedException">Nothing decodes the pixels, they are colours, or the images came from a stream that cannot be read again.</exception>
    public static SegmentMeasurements Measure(
        Segmentation segmentation, SourceImages images, SegmentMeasurementOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        return Measure([segmentation], images, options, progress, cancellationToken)[0];
    }

    /// <summary>Measures the segments of several segmentations on the same source images, whose pixels are read once.</summary>
    /// <param name="segmentations">The segmentations.</param>
    /// <param name="images">The images; their pixels are read now. Frames of several times and the like are of several volumes: choose one (<see cref="SourceImages.Volumes"/>).</param>
    /// <param name="options">What to measure. Default: everything.</param>
    /// <param name="progress">Receives progress: images and slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The measurements of each segmentation, in their order.</returns>
    /// <exception cref="ArgumentException">The options name a segment that one of them does not have, or a percentile that is none.</exception>
    /// <exception cref="ConversionException">The frames make no single volume, have another frame of reference than a segmentation or hold none of its segments, or the values asked for cannot be had from them; the message says why.</exception>
    /// <exception cref="DicomFormatException">Pixels are missing or malformed.</exception>
    /// <exception cref="NotSupportedException">Nothing decodes the pixels, they are colours, or the images came from a stream that cannot be read again.</exception>
    public static IReadOnlyList<SegmentMeasurements> Measure(
        IReadOnlyList<Segmentation> segmentations, SourceImages images, SegmentMeasurementOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentations);
        ArgumentNullException.ThrowIfNull(images);
        options ??= new SegmentMeasurementOptions();
        RequireImages(segmentations, images);
        var reading = new SourceImageReading(images, options);
        MeasuredImage image = reading.Open(out IDisposable opened);
        using (opened)
            return Run(segmentations, image, options, progress, cancellationToken, images, reading.Warnings);
    }

    /// <summary>Measures shapes, and the values of a parametric map.</summary>
    /// <param name="segmentation">The segments. Fractional ones weigh voxels by what they fill of them.</param>
    /// <param name="map">The map; its pixels are read now, some slices at a time, but for a map on a slide all at once.</param>
    /// <param name="options">What to measure. Default: everything.</param>
    /// <param name="volumeIndex">The volume to measure: its index in <see cref="ParametricMap.Volumes"/>, from 0. Can be omitted if there is only one.</param>
    /// <param name="progress">Receives progress: frames and slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">The options name a segment that is not there, or a percentile that is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The map has no such volume.</exception>
    /// <exception cref="ConversionException">The map has several volumes and none was chosen, has another frame of reference, or holds no segment.</exception>
    public static SegmentMeasurements Measure(
        Segmentation segmentation, ParametricMap map, SegmentMeasurementOptions? options = null, int? volumeIndex = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        ArgumentNullException.ThrowIfNull(map);
        options ??= new SegmentMeasurementOptions();
        FramesOfReference.Require(segmentation.DataSet, map.DataSet, "The parametric map");
        if (volumeIndex is null && map.Volumes.Count > 1)
            throw new ConversionException($"The parametric map has {Counted.Of(map.Volumes.Count, "volume")}: {string.Join("; ", map.Volumes)}. Choose one by its index.");
        MappedVolume chosen = map.Volumes.FirstOrDefault(volume => volume.Index == (volumeIndex ?? volume.Index))
            ?? throw new ArgumentOutOfRangeException(nameof(volumeIndex), volumeIndex, $"The volumes are {string.Join("; ", map.Volumes)}.");
        ImageSlices slices = map.SlideMatrix is null
            ? new ImageSlices<float>(map.Geometry, map.ValueSlices(chosen.Index, out IReadOnlyList<string> warnings), () => warnings)
            : ImageSlices.Of(map.ToVolume(new ParametricMapReadOptions { VolumeIndex = chosen.Index }, progress, cancellationToken));
        var image = new MeasuredImage { Slices = slices, Quantity = chosen.Mapping.Quantity ?? options.Quantity, Unit = chosen.Mapping.Unit ?? options.Unit ?? Codes.Ucum.NoUnits };
        return Run([segmentation], image, options, progress, cancellationToken)[0];
    }

    /// <summary>Measures shapes alone: no image is needed.</summary>
    /// <param name="segmentation">The segments. Fractional ones weigh voxels by what they fill of them.</param>
    /// <param name="options">What to measure; features of values are left out.</param>
    /// <param name="progress">Receives progress: slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">The options name a segment that is not there.</exception>
    /// <exception cref="ConversionException">The frames of the segmentation lie at uneven distances.</exception>
    public static SegmentMeasurements MeasureShapes(
        Segmentation segmentation, SegmentMeasurementOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run([segmentation ?? throw new ArgumentNullException(nameof(segmentation))], null, options ?? new SegmentMeasurementOptions(), progress, cancellationToken)[0];

    private static SegmentMeasurements[] Run(
        IReadOnlyList<Segmentation> segmentations, MeasuredImage? image, SegmentMeasurementOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken, SourceImages? images = null, IReadOnlyList<string>? warnings = null)
    {
        MeasurementTask[] tasks = MeasurementRun.Measure(segmentations, image, options, progress, cancellationToken);
        return Array.ConvertAll(tasks, task => new SegmentMeasurements(task.Segmentation, options, Array.ConvertAll(task.Works, work => work.Measured!), task.Geometry, [.. warnings ?? [], .. task.Warnings])
        {
            Images = images,
            Quantity = image?.Quantity,
            Unit = image?.Unit,
        });
    }

    /// <summary>Returns a table as text: one row for each feature, one column for each segment, up to six segments across.</summary>
    public string ToText() => MeasuredSegmentTable.Of(Segments);

    /// <summary>Returns the number of segments and features in one line, such as <c>SegmentMeasurements: 3 segments, 41 features</c>.</summary>
    public override string ToString()
    {
        int features = Segments.Select(segment => segment.Features.Count).DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"SegmentMeasurements: {Segments.Count} segment{(Segments.Count == 1 ? "" : "s")}, {features} feature{(features == 1 ? "" : "s")}");
    }

    /// <summary>Gets the segment with a number.</summary>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public MeasuredSegment this[int segmentNumber] => Segments.FirstOrDefault(segment => segment.Segment.Number == segmentNumber)
        ?? throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"Segment {segmentNumber} was not measured; {string.Join(", ", Segments.Select(segment => segment.Segment.Number))} were."));
}
