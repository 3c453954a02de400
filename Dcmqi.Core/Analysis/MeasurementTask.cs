using Dcmqi.Analysis.Intensity;
using Dcmqi.Binary;
using Dcmqi.Segmentations;
using Dcmqi.Volumes;

namespace Dcmqi.Analysis;

/// <summary>Brings a segmentation and an image together and measures all segments.</summary>
internal sealed class MeasurementTask(Segmentation segmentation, SegmentMeasurementOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private const string Reading = "Reading segments", Measuring = "Measuring segments";

    private readonly List<string> _warnings = [];
    private int _done;
    private bool _hasVoxelsOutside;
    private volatile bool _hasVoxelsInside;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The grid that shapes were measured on: that of the image where each voxel of the segmentation is one of its voxels, else the segmentation's own.</summary>
    public VolumeGeometry Geometry { get; private set; } = segmentation.Geometry;

    /// <param name="given">The image; <see langword="null"/> to measure shapes only.</param>
    public MeasuredSegment[] Run(MeasuredImage? given)
    {
        options.Check();
        Segment[] segments = Chosen();
        int time = TimePoint();
        if (!segmentation.HasPatientCoordinates)
            _warnings.Add("The segmentation has no patient coordinates; lengths, areas and volumes rest on the spacing of pixels, on 1 mm between frames, and on 1 mm between pixels where their spacing is not known.");
        MeasuredImage? image = given is null ? null : Aligned(given);
        VolumeGeometry imageGrid = image?.Volume.Geometry ?? segmentation.Geometry;
        GridPlacement? placement = GridPlacement.Find(imageGrid, segmentation.Geometry);
        bool isInside = placement?.HoldsAll(segmentation.Geometry.Size) == true;
        Geometry = isInside ? imageGrid : segmentation.Geometry;
        if (image is not null)
        {
            bool hasGaps = TellVoxelsWithoutValue(image);
            image = image with { HasGaps = hasGaps, Padding = hasGaps ? image.Padding : null };
        }

        RegionSource source = Regions(imageGrid, placement, time);
        RegionSource own = isInside ? source : OnGrid(GridPlacement.Find(Geometry, Geometry)!.Value, time);
        var shape = new SegmentShape(Geometry, options);
        PeakSphere? sphere = image is null ? null : new PeakSphere(imageGrid);
        var measured = new MeasuredSegment[segments.Length];
        _done = 0;

        // One at a time from the list, as segments differ in size; each has a place of its own, so their order is that of the segmentation.
        ForEachSegment(segments.Length, index => new SegmentMeter(Geometry, shape, image, image is null || !options.WantsAny(FeatureFamily.AllIntensity) ? null : new SegmentIntensity(image, sphere!, options), options), (meter, index) =>
        {
            Region onImage = source.Region(segments[index].Number);
            if (!onImage.IsEmpty)
                _hasVoxelsInside = true;
            measured[index] = meter.Measure(segments[index], isInside ? onImage : own.Region(segments[index].Number), onImage);
            progress?.Report(new ConversionProgress(Measuring, Interlocked.Increment(ref _done), segments.Length));
        });
        TellLeftOut(source);
        if (given is not null && _hasVoxelsOutside && !_hasVoxelsInside)
            throw new ConversionException($"No segment lies within the image: the segmentation is {segmentation.Geometry} from {segmentation.Geometry.OriginMm}, the image {imageGrid} from {imageGrid.OriginMm}. Give the images that were segmented.");
        return measured;
    }

    private void ForEachSegment(int count, Func<int, SegmentMeter> newMeter, Action<SegmentMeter, int> measure)
    {
        int next = -1;
        ParallelLoop.Run(Math.Min(options.MaxDegreeOfParallelism, count), worker =>
        {
            SegmentMeter meter = newMeter(worker);
            for (int index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                measure(meter, index);
            }
        }, cancellationToken, options.MaxDegreeOfParallelism);
    }

    private Segment[] Chosen()
    {
        Segment[] segments = [.. segmentation.Segments.Where(segment => !segment.IsBackground)];
        if (options.SegmentNumbers is not { } numbers)
            return segments;
        foreach (int number in numbers.Where(number => segments.All(segment => segment.Number != number)))
            throw new ArgumentException($"There is no segment {number}; the segments are {string.Join(", ", segments.Select(segment => segment.Number))}.", nameof(SegmentMeasurementOptions.SegmentNumbers));
        return Array.FindAll(segments, segment => numbers.Contains(segment.Number));
    }

    private int TimePoint()
    {
        int count = segmentation.TimePoints;
        if (options.TimePoint is null && count > 1)
            throw new ConversionException($"The segmentation has {Counted.Of(count, "point")} in time; set {nameof(SegmentMeasurementOptions.TimePoint)} to one, from 0 to {count - 1}.");
        int time = options.TimePoint ?? 0;
        return time >= 0 && time < count ? time : throw new ArgumentOutOfRangeException(nameof(SegmentMeasurementOptions.TimePoint), time, $"The segmentation has {count} point{(count == 1 ? "" : "s")} in time, from 0.");
    }

    // An image whose axes run in another order or direction is turned to those of the segmentation: its voxels are copied, none is made.
    private MeasuredImage Aligned(MeasuredImage image)
    {
        image.Volume.RequireSingleComponent("An image that is measured");
        _warnings.AddRange(image.Volume.Warnings);
        VolumeGeometry grid = segmentation.Geometry;
        if (GridPlacement.Find(image.Volume.Geometry, grid) is not null)
            return image;
        if (GridOrder.Find(image.Volume.Geometry, grid.DirectionX, grid.DirectionY, 1e-4) is { } order)
        {
            VolumeGeometry turned = order.Apply(image.Volume.Geometry);
            if (GridPlacement.Find(turned, grid) is not null)
                return image with { Volume = image.Volume.ResampleTo(turned, Resampling.NearestNeighbor, 0, cancellationToken) };
        }

        return image;
    }

    private RegionSource Regions(VolumeGeometry imageGrid, GridPlacement? placement, int time)
    {
        bool isFractional = segmentation.Pixels is FractionalStoredFrames;
        if (isFractional && segmentation.DataSet.GetString(Dicom.Tags.SegmentationFractionalType) == "PROBABILITY")
            _warnings.Add("The segmentation holds probabilities; they weigh voxels as if they were occupancies.");
        _warnings.AddRange(segmentation.Pixels.ReadingWarnings);
        if (placement is { } found)
            return OnGrid(found, time);
        _warnings.Add($"The segmentation lies on another grid ({segmentation.Geometry}) than the image ({imageGrid}); shape was measured on its own grid, and for values each voxel of the image was taken for the segment of the nearest voxel of the segmentation.");
        if (isFractional)
            return new FractionVolumeRegions(segmentation, imageGrid, time, cancellationToken);
        var regions = new VolumeRegions();
        foreach (LabelVolume labels in segmentation.ToLabelMaps(cancellationToken: cancellationToken))
        {
            LabelVolume onImage = labels.ResampleTo(imageGrid, cancellationToken);
            _hasVoxelsOutside |= onImage.Voxels.IndexOfAnyExcept((ushort)0) < 0 && labels.Voxels.IndexOfAnyExcept((ushort)0) >= 0;
            regions.Add(onImage, time, options.MaxDegreeOfParallelism, cancellationToken);
        }

        return regions;
    }

    private RegionSource OnGrid(GridPlacement placement, int time) => segmentation.Pixels is FractionalStoredFrames
        ? new FractionRegions(segmentation, placement, time)
        : new FrameRegions(segmentation, placement, time, options.MaxDegreeOfParallelism, () => progress?.Report(new ConversionProgress(Reading, Interlocked.Increment(ref _done), segmentation.Geometry.Size.Z)), cancellationToken);

    private void TellLeftOut(RegionSource source)
    {
        long left = source switch { FrameRegions frames => frames.LeftOut, FractionRegions fractions => fractions.LeftOut, _ => 0 };
        _hasVoxelsOutside |= left > 0;
        if (left > 0)
            _warnings.Add($"{left} voxel{(left == 1 ? "" : "s")} of segments lie{(left == 1 ? "s" : "")} outside the image; {(left == 1 ? "its value is" : "their values are")} not measured.");
    }

    private bool TellVoxelsWithoutValue(MeasuredImage image)
    {
        long missing = image.Volume switch
        {
            Volume<float> v => NonFinite.Count(v, options.MaxDegreeOfParallelism, cancellationToken),
            Volume<double> v => NonFinite.Count(v, options.MaxDegreeOfParallelism, cancellationToken),
            Volume<byte> v => Padded(v),
            Volume<sbyte> v => Padded(v),
            Volume<ushort> v => Padded(v),
            Volume<short> v => Padded(v),
            _ => 0,
        };

        long Padded<T>(Volume<T> volume)
            where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
            image.Padding is { } padding ? PaddedVoxels.Count(volume, padding, options.MaxDegreeOfParallelism, cancellationToken) : 0;

        if (missing > 0)
            _warnings.Add($"{missing} of {Counted.Of(image.Volume.Geometry.Size.VoxelCount, "voxel")} of the image {(missing == 1 ? "has" : "have")} no value (not finite, or Pixel Padding Value); left out of statistics of values.");
        return missing > 0;
    }
}
