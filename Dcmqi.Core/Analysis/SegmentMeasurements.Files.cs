using Dcmqi.Analysis;
using Dcmqi.Analysis.Images;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SegmentMeasurements
{
    /// <summary>Measures shapes, and the values of a volume in a file, of which only some slices are in memory at a time.</summary>
    /// <param name="segmentation">The segments. Fractional ones weigh voxels by what they fill of them.</param>
    /// <param name="volumePath">A research image in a format that <see cref="VolumeFile"/> reads, of real-world values. What holds for <see cref="Measure(Segmentation, Volume, SegmentMeasurementOptions?, IProgress{ConversionProgress}?, CancellationToken)"/> holds for its voxels.</param>
    /// <param name="options">What to measure. Default: everything.</param>
    /// <param name="progress">Receives progress: values decoded, slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <remarks>Compressed values are decoded into a temporary file first. Where shapes alone are asked for, only the header is read.</remarks>
    /// <exception cref="ArgumentException">The options name a segment that is not there, or a percentile that is none.</exception>
    /// <exception cref="ConversionException">The file has several values per voxel or was written to meanwhile, no segment lies within the image, or the frames of the segmentation lie at uneven distances.</exception>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read, or there is no room for what is decoded.</exception>
    public static SegmentMeasurements Measure(
        Segmentation segmentation, string volumePath, SegmentMeasurementOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        return Measure([segmentation], volumePath, options, progress, cancellationToken)[0];
    }

    /// <summary>Measures the segments of several segmentations on the same volume in a file, which is read once.</summary>
    /// <param name="segmentations">The segmentations.</param>
    /// <param name="volumePath">A research image in a format that <see cref="VolumeFile"/> reads, of real-world values.</param>
    /// <param name="options">What to measure. Default: everything.</param>
    /// <param name="progress">Receives progress: values decoded, slices read and segments measured.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The measurements of each segmentation, in their order.</returns>
    /// <inheritdoc cref="Measure(Segmentation, string, SegmentMeasurementOptions?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public static IReadOnlyList<SegmentMeasurements> Measure(
        IReadOnlyList<Segmentation> segmentations, string volumePath, SegmentMeasurementOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentations);
        ArgumentException.ThrowIfNullOrEmpty(volumePath);
        options ??= new SegmentMeasurementOptions();
        RequireImages(segmentations, options.Images);
        using var file = new FileImage(volumePath, options.WantsAny(FeatureFamily.AllIntensity), new VolumeReading(progress, cancellationToken));
        return Run(segmentations, OfVolume(file.Slices, options), options, progress, cancellationToken, options.Images);
    }

    private static MeasuredImage OfVolume(ImageSlices slices, SegmentMeasurementOptions options) =>
        new() { Slices = slices, Quantity = options.Quantity, Unit = options.Unit ?? Codes.Ucum.NoUnits };

    private static void RequireImages(IEnumerable<Segmentation> segmentations, SourceImages? images)
    {
        if (images is not { Images: [SourceImage first, ..] })
            return;
        foreach (Segmentation segmentation in segmentations)
            FramesOfReference.Require(segmentation.DataSet, first.Header, first.Name);
    }
}
