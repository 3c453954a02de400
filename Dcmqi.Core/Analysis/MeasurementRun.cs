using System.Collections.Concurrent;
using Dcmqi.Analysis.Images;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Analysis;

/// <summary>Measures the segments of segmentations on one image, which is gone through once for all that have their axes in one order.</summary>
internal static class MeasurementRun
{
    /// <param name="segmentations">The segmentations.</param>
    /// <param name="image">The image; <see langword="null"/> to measure shapes alone.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="progress">Is told.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A task that is done for each segmentation.</returns>
    public static MeasurementTask[] Measure(
        IReadOnlyList<Segmentation> segmentations, MeasuredImage? image, SegmentMeasurementOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        MeasurementTask[] tasks = [.. segmentations.Select(segmentation => new MeasurementTask(segmentation, options, progress, cancellationToken))];
        using OrderedImage? ordered = image is null ? null : new OrderedImage(image, options.MaxDegreeOfParallelism, new VolumeReading(progress, cancellationToken));
        foreach (MeasurementTask task in tasks)
            task.Begin(ordered);
        var told = new SegmentProgress(progress, tasks.Sum(task => task.Works.Length), cancellationToken);
        foreach (IGrouping<MeasuredImage?, MeasurementTask> together in tasks.GroupBy(task => task.Image))
        {
            SegmentWork[] works = [.. together.SelectMany(task => task.Works)];
            long missing = together.Key is { } measured && options.WantsAny(FeatureFamily.AllIntensity) ? OnImage(works, measured, options, told) : OfShapes(works, options, told);
            foreach (MeasurementTask task in together)
                task.End(missing);
        }

        return tasks;
    }

    private static long OnImage(SegmentWork[] works, MeasuredImage image, SegmentMeasurementOptions options, SegmentProgress told)
    {
        var pass = new SegmentPass(image, options, told);
        pass.Run(works);
        return pass.Missing;
    }

    // Pixels are not looked at.
    private static long OfShapes(SegmentWork[] works, SegmentMeasurementOptions options, SegmentProgress told)
    {
        ParallelLoop.RunOneByOne(works.Length, new ConcurrentBag<bool>(), () => false, (index, _) =>
        {
            works[index].Measure(null);
            told.TellMeasured();
        }, options.MaxDegreeOfParallelism, told.CancellationToken);
        return 0;
    }
}
