using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;

namespace Dcmqi.Analysis;

/// <summary>A segment that is being measured. For one thread at a time.</summary>
/// <param name="task">What it belongs to.</param>
/// <param name="segment">The segment.</param>
internal sealed class SegmentWork(MeasurementTask task, Segment segment)
{
    private Region? _onImage, _outlined;

    public Segment Segment => segment;

    /// <summary>What was measured; <see langword="null"/> before.</summary>
    public MeasuredSegment? Measured { get; private set; }

    /// <summary>Its voxels on the grid of the image.</summary>
    public Region OnImage => _onImage ??= task.OnImage(segment);

    /// <summary>The voxels around which spheres lie; they may be fewer than those that it has an outline of.</summary>
    public Region Centers
    {
        get => _outlined ??= OnImage.Outlined();
        private set => _outlined = value;
    }

    /// <summary>The values in it, as far as they were taken.</summary>
    public RegionValues? Values { get; set; }

    /// <summary>The means over spheres, as far as they were found; <see langword="null"/> where they are not looked for as slices pass.</summary>
    public PeakMeans? Peaks { get; set; }

    /// <summary>Finds which voxels spheres lie around, when all values were taken.</summary>
    public void Choose(IntensityMeter meter)
    {
        if (!OnImage.IsEmpty)
            Centers = task.Intensity(meter, Values).Chosen(OnImage, Centers).Outlined;
        Values = null;
    }

    /// <summary>Measures, when all values were taken.</summary>
    /// <param name="meter">What measures values; <see langword="null"/> where shapes alone are measured.</param>
    public void Measure(IntensityMeter? meter)
    {
        Measured = task.Measure(segment, OnImage, meter is null ? null : task.Intensity(meter, Values), Peaks);
        (_onImage, _outlined, Values) = (null, null, null);
    }
}
