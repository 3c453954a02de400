using Dcmqi.Binary;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Returns all segments in one label volume on the object's own grid (<see cref="Geometry"/>); voxel values are Segment Numbers, 0 is background. Several points in time (<see cref="TimePoints"/>) are as many values per voxel.</summary>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">Segments overlap (use <see cref="ToLabelMaps(SegmentGrouping, IProgress{ConversionProgress}, CancellationToken)"/>), or the frames lie at uneven distances.</exception>
    public LabelVolume ToLabelMap(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        LabelVolume volume = Fill(null, progress, cancellationToken, out SegmentOverlap? overlap);
        if (overlap is null)
            _nonOverlapping = [AllNumbers()];
        return overlap is null ? volume : throw new ConversionException(overlap.Describe(Segments, _frames.Geometry) + " One label map cannot hold both; ToLabelMaps() gives as few as hold all.");
    }

    /// <summary>Returns all segments in one label volume on a grid of your choice, such as that of the source images; voxel values are Segment Numbers, 0 is background.</summary>
    /// <param name="geometry">The grid. Where its voxels coincide with the object's own (also with axes in another order or direction) they are copied; elsewhere each takes the nearest voxel's value. Of frames at uneven distances, one of <see cref="Grids"/> gives that part alone; any other grid takes its values from <see cref="CoveringGrid"/>.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">Segments overlap (use <see cref="ToLabelMaps(VolumeGeometry, SegmentGrouping, IProgress{ConversionProgress}, CancellationToken)"/>), or frames of several orientations are asked for together.</exception>
    public LabelVolume ToLabelMap(VolumeGeometry geometry, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        LabelVolume volume = FillOn(geometry, null, progress, cancellationToken, out SegmentOverlap? overlap);
        return overlap is null ? volume : throw new ConversionException(overlap.Describe(Segments, volume.Geometry) + " One label map cannot hold both; ToLabelMaps(geometry) gives as few as hold all.");
    }

    /// <summary>Returns all segments in one label volume on the grid of the source images: as many slices as they have positions (without patient coordinates: frames), also where no segment is.</summary>
    /// <param name="source">The images, or those of one volume among them.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">Segments overlap, the frames lie at uneven distances, or the images make no grid (<see cref="SourceImages.Geometry"/>).</exception>
    public LabelVolume ToLabelMap(SourceImages source, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.HasPatientCoordinates != HasPatientCoordinates)
            throw new ConversionException(HasPatientCoordinates ? "The segmentation lies in the patient, the images do not." : "The images lie in the patient, the segmentation does not.");
        return ToLabelMap(source.Geometry, progress, cancellationToken);
    }

    /// <summary>Returns the segments in label volumes on the object's own grid, one volume at a time as they are enumerated; voxel values are Segment Numbers, 0 is background.</summary>
    /// <param name="grouping">Which segments share a volume; as few volumes as first-fit gives if not given.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    public IEnumerable<LabelVolume> ToLabelMaps(
        SegmentGrouping grouping = SegmentGrouping.NonOverlapping, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        // Overlaps are rare: where grouping is not known yet, one volume is filled in the hope that it holds all.
        if (grouping == SegmentGrouping.NonOverlapping && _nonOverlapping is null)
        {
            LabelVolume whole = Fill(null, progress, cancellationToken, out SegmentOverlap? overlap);
            if (overlap is null)
            {
                _nonOverlapping = [AllNumbers()];
                yield return whole;
                yield break;
            }
        }

        // One volume for all is what ToLabelMap gives, with the numbers that nothing describes.
        IReadOnlyList<IReadOnlyList<int>> groups = Groups(grouping);
        bool isWhole = grouping == SegmentGrouping.NonOverlapping && groups.Count == 1;
        foreach (IReadOnlyList<int> group in groups)
            yield return Fill(isWhole ? null : [.. group], progress, cancellationToken, out _);
    }

    /// <summary>Returns the voxels of one segment on the object's own grid: 1 inside, 0 outside; in a fractional segmentation inside is one half and more. Only this segment's frames are read.</summary>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    public Volume<byte> ToMask(int segmentNumber, CancellationToken cancellationToken = default)
    {
        CheckSegment(segmentNumber);
        if (_frames.Tiles is not null)
            return WholePlane(null, cancellationToken).Fill(tiles => tiles.Mask<byte>(segmentNumber, 1));
        RunReader reader = _pixels.NewReader();
        int[] frames = [.. FramesOf(segmentNumber)];

        // What no frame can be read from gets no memory.
        if (frames.Length > 0)
            reader.Read(frames[0]);
        var mask = new Volume<byte>(_frames.Geometry, LargeArrays.Zeroed<byte>(ValueCount()), TimeAxisOfVolumes, _frames.TimePoints);
        foreach (int frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> slice = mask.Slice(_frames.SliceOf(frame), _frames.TimeOf(frame));
            foreach (SegmentRun run in reader.Read(frame))
            {
                if (run.Number == segmentNumber)
                    slice.Slice(run.Start, run.Length).Fill(1);
            }
        }

        return mask;
    }

    private LabelVolume Fill(HashSet<int>? segments, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken, out SegmentOverlap? overlap) => _frames.Tiles is null
        ? Fill(SliceGrid.OfAll(_frames), segments, progress, cancellationToken, out overlap)
        : WholePlane(progress, cancellationToken).Fill(segments, out overlap);

    private int[] AllNumbers() => [.. Segments.Where(segment => !segment.IsBackground).Select(segment => segment.Number).Order()];

    private IReadOnlyList<IReadOnlyList<int>> FindNonOverlapping() => FirstFit(AllNumbers(), _pixels.NewReader);

    // As dcmqi groups them.
    private List<IReadOnlyList<int>> FirstFit(int[] numbers, Func<RunReader> newReader)
    {
        if (numbers.Length < 2)
            return [numbers];
        HashSet<(int, int)> overlaps = new OverlapFinder(_frames, newReader).Find();
        var groups = new List<List<int>>();
        foreach (int number in numbers)
        {
            List<int>? free = groups.Find(group => group.TrueForAll(other => !overlaps.Contains((other, number))));
            if (free is null)
                groups.Add(free = []);
            free.Add(number);
        }

        return [.. groups];
    }
}
