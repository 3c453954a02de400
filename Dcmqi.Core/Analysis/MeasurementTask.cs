using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;
using Dcmqi.Segmentations;

namespace Dcmqi.Analysis;

/// <summary>Brings a segmentation and an image together: which segments are measured, where they lie on the image, and what is told of it.</summary>
internal sealed class MeasurementTask(Segmentation segmentation, SegmentMeasurementOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private readonly List<string> _warnings = [];
    private SegmentMeter _meter = null!;
    private RegionSource _source = null!, _own = null!;
    private int _read, _imageWarnings;
    private bool _hasVoxelsOutside;
    private volatile bool _hasVoxelsInside;

    public Segmentation Segmentation => segmentation;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The grid that shapes were measured on: that of the image where each voxel of the segmentation is one of its voxels, else the segmentation's own.</summary>
    public VolumeGeometry Geometry { get; private set; } = segmentation.Geometry;

    /// <summary>The image, its axes in the order of the segmentation's; <see langword="null"/> where shapes alone are measured.</summary>
    public MeasuredImage? Image { get; private set; }

    /// <summary>The segments, in the order of the segmentation.</summary>
    public SegmentWork[] Works { get; private set; } = [];

    /// <summary>Reads the segments.</summary>
    /// <param name="given">The image; <see langword="null"/> to measure shapes alone.</param>
    public void Begin(OrderedImage? given)
    {
        options.Check();
        Works = Array.ConvertAll(Chosen(), segment => new SegmentWork(this, segment));
        int time = TimePoint();
        if (!segmentation.HasPatientCoordinates)
            _warnings.Add("The segmentation has no patient coordinates; lengths, areas and volumes rest on the spacing of pixels, on 1 mm between frames, and on 1 mm between pixels where their spacing is not known.");
        _imageWarnings = _warnings.Count;
        Image = given?.For(segmentation.Geometry);
        VolumeGeometry imageGrid = Image?.Geometry ?? segmentation.Geometry;
        GridPlacement? placement = GridPlacement.Find(imageGrid, segmentation.Geometry);
        bool isInside = placement?.HoldsAll(segmentation.Geometry.Size) == true;
        Geometry = isInside ? imageGrid : segmentation.Geometry;
        _source = Regions(imageGrid, placement, time);
        _own = isInside ? _source : OnGrid(GridPlacement.Find(Geometry, Geometry)!.Value, time);
        _meter = new SegmentMeter(Geometry, Image, options);
    }

    /// <summary>The voxels of a segment on the grid of the image.</summary>
    public Region OnImage(Segment segment) => _source.Region(segment.Number);

    /// <summary>What measures the values of a segment.</summary>
    public SegmentIntensity Intensity(IntensityMeter meter, RegionValues? values)
    {
        if (values is not null)
            meter.Begin(values);
        return new SegmentIntensity(meter, Image!, options);
    }

    /// <summary>Measures a segment.</summary>
    public MeasuredSegment Measure(Segment segment, Region onImage, SegmentIntensity? intensity, PeakMeans? peaks)
    {
        if (!onImage.IsEmpty)
            _hasVoxelsInside = true;
        return _meter.Measure(segment, ReferenceEquals(_own, _source) ? onImage : _own.Region(segment.Number), onImage, intensity, peaks);
    }

    /// <summary>Tells what came to light when the segments were measured.</summary>
    /// <param name="missing">Voxels of the image that have no value.</param>
    /// <exception cref="ConversionException">No segment lies within the image.</exception>
    public void End(long missing)
    {
        if (Image is not null)
        {
            string[] ofVoxels = missing == 0 ? [] : [$"{missing} of {Counted.Of(Image.Geometry.Size.VoxelCount, "voxel")} of the image {(missing == 1 ? "has" : "have")} no value (not finite, or Pixel Padding Value); left out of statistics of values."];
            _warnings.InsertRange(_imageWarnings, [.. Image.Slices.Warnings, .. ofVoxels]);
        }

        TellLeftOut(_source);
        if (Image is { Geometry: var grid } && _hasVoxelsOutside && !_hasVoxelsInside)
            throw new ConversionException($"No segment lies within the image: the segmentation is {segmentation.Geometry} from {segmentation.Geometry.OriginMm}, the image {grid} from {grid.OriginMm}. Give the images that were segmented.");
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
        : new FrameRegions(segmentation, placement, time, options.MaxDegreeOfParallelism, () => progress?.Report(new ConversionProgress("Reading segments", Interlocked.Increment(ref _read), segmentation.Geometry.Size.Z)), cancellationToken);

    private void TellLeftOut(RegionSource source)
    {
        long left = source switch { FrameRegions frames => frames.LeftOut, FractionRegions fractions => fractions.LeftOut, _ => 0 };
        _hasVoxelsOutside |= left > 0;
        if (left > 0)
            _warnings.Add($"{left} voxel{(left == 1 ? "" : "s")} of segments lie{(left == 1 ? "s" : "")} outside the image; {(left == 1 ? "its value is" : "their values are")} not measured.");
    }
}
