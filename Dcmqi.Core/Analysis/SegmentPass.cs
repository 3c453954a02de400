using System.Collections.Concurrent;
using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;
using Dcmqi.Binary;

namespace Dcmqi.Analysis;

/// <summary>Measures segments while the slices of the image pass: of each its values are taken from the slices that it lies in, and with its last it is measured and they are forgotten.</summary>
/// <remarks>
/// Of an image in memory all slices are there at once. Slices that are read are read once, but for segments whose values would be more than <see cref="MeasuringMemory"/> allows together, which are
/// measured in several goes; and where voxels are chosen by their values (re-segmentation), as spheres around them can be looked at only in a second go.
/// </remarks>
internal sealed class SegmentPass
{
    private readonly ConcurrentBag<IntensityMeter> _meters = [];
    private readonly MeasuredImage _image;
    private readonly SegmentMeasurementOptions _options;
    private readonly SegmentProgress _progress;
    private readonly PeakSphere _sphere;
    private readonly ImageWindow _window;
    private readonly bool _hasPeaks;

    /// <param name="image">The image.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="progress">Is told of slices that were read and segments that were measured.</param>
    public SegmentPass(MeasuredImage image, SegmentMeasurementOptions options, SegmentProgress progress)
    {
        (_image, _options, _progress) = (image, options, progress);
        _sphere = new PeakSphere(image.Geometry);
        _hasPeaks = options.WantsAny(FeatureFamily.Peak);
        _window = image.Slices.NewWindow(image, _hasPeaks ? _sphere.ReachZ : 0, options.Memory.StepBytes);
    }

    /// <summary>Voxels of the image that have no value, once it was gone through.</summary>
    public long Missing => _window.Missing;

    /// <summary>Measures all segments.</summary>
    public void Run(SegmentWork[] works)
    {
        int slices = _image.Geometry.Size.Z;
        if (_window.HoldsAll)
        {
            GoThrough(works, 0, slices, (work, meter) => work.Measure(meter));
            return;
        }

        // Large ones first, so that none of them is left alone at the end.
        ParallelLoop.Run(works.Length, index => _ = works[index].OnImage, _progress.CancellationToken, _options.MaxDegreeOfParallelism);
        works = [.. works.OrderByDescending(work => work.OnImage.VoxelCount)];
        (int First, int End)? range = (0, slices);
        foreach (SegmentWork[] group in GroupsOf(works))
        {
            // The first go reads all slices, so that what is wrong with any of them is told.
            (int first, int end) = range ?? (group.Min(work => work.OnImage.First.Z), group.Max(work => work.OnImage.Last.Z) + 1);
            range = null;
            if (_hasPeaks && _options.Resegmentation is not null)
                GoThrough(group, first, end, (work, meter) => work.Choose(meter));
            if (_hasPeaks)
                Array.ForEach(group, work => work.Peaks = PeakMeans.None);
            GoThrough(group, first, end, (work, meter) => work.Measure(meter));
        }
    }

    private void GoThrough(SegmentWork[] works, int first, int end, Action<SegmentWork, IntensityMeter> whenPassed)
    {
        _window.Begin(first, end);
        InParallel([], whenPassed);
        while (_window.MoveNext())
            InParallel(_window.HoldsAll ? works : Array.FindAll(works, work => IsMeasuredNow(work, first)), whenPassed);
    }

    // While slices are measured, those behind them are read.
    private void InParallel(SegmentWork[] works, Action<SegmentWork, IntensityMeter> whenPassed)
    {
        (int first, int end) = _window.Ahead;
        int slices = end - first;
        ParallelLoop.RunOneByOne(slices + works.Length, _meters, () => IntensityMeter.Of(_window, _image, _sphere), (index, meter) =>
        {
            if (index >= slices)
            {
                Pass(works[index - slices], meter, whenPassed);
                return;
            }

            _window.Read(first + index);
            if (!_window.HoldsAll)
                _progress.TellRead(_image.Geometry.Size.Z);
        }, _options.MaxDegreeOfParallelism, _progress.CancellationToken);
    }

    // What has no voxels is measured with the first slices.
    private bool IsMeasuredNow(SegmentWork work, int first) => work.Measured is null
        && (work.OnImage.IsEmpty ? _window.First == first : work.OnImage.First.Z < _window.End && work.OnImage.Last.Z >= _window.First);

    private void Pass(SegmentWork work, IntensityMeter meter, Action<SegmentWork, IntensityMeter> whenPassed)
    {
        work.Values ??= _window.NewValues(work.OnImage);
        work.Values.Take();
        if (work.Peaks is { } found)
            work.Peaks = found.With(meter.Peaks(work.Centers));
        if (work.OnImage.IsEmpty || work.OnImage.Last.Z < _window.End)
            whenPassed(work, meter);
        if (work.Measured is not null)
            _progress.TellMeasured();
    }

    // Values are held from the first slice of a segment to its last: what lies apart may be many times as much.
    private List<SegmentWork[]> GroupsOf(SegmentWork[] works)
    {
        var groups = new List<SegmentWork[]>();
        List<SegmentWork> rest = [.. works];
        while (rest.Count > 0)
        {
            long[] held = new long[_image.Geometry.Size.Z];
            ILookup<bool, SegmentWork> fits = rest.ToLookup(work => HasRoom(work.OnImage, held));
            groups.Add([.. fits[true]]);
            rest = [.. fits[false]];
        }

        return groups;
    }

    private bool HasRoom(Region region, long[] held)
    {
        if (region.IsEmpty)
            return true;
        long bytes = region.VoxelCount * _image.Slices.ValueBytes;
        Span<long> slices = held.AsSpan(region.First.Z, region.Last.Z + 1 - region.First.Z);
        foreach (long before in slices)
        {
            if (before > 0 && before + bytes > _options.Memory.GatheredBytes)
                return false;
        }

        foreach (ref long before in slices)
            before += bytes;
        return true;
    }
}
