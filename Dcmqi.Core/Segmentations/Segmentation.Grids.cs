using Dcmqi.Segmentations;

namespace Dcmqi;

/// <content>Frames at uneven distances or of several orientations, which no regular grid holds together.</content>
public sealed partial class Segmentation
{
    /// <summary>Gets the regular grids that the frames make: <see cref="Geometry"/> alone where one holds them all; otherwise one for each of the largest parts that are evenly spaced, in order of orientation and position.</summary>
    /// <remarks>Each may be given to <see cref="ToLabelMap(VolumeGeometry, IProgress{ConversionProgress}, CancellationToken)"/>, which then reads that part alone.</remarks>
    /// <exception cref="ConversionException">Frames lie side by side in one plane without being tiles.</exception>
    public IReadOnlyList<VolumeGeometry> Grids => GridFault is null ? [Geometry] : _frames.EvenParts.Grids;

    /// <summary>Gets why <see cref="Geometry"/> throws: which distances or orientations differ; <see langword="null"/> if one regular grid holds all frames.</summary>
    public string? GridFault => _frames.GridFault;

    /// <summary>Gets a regular grid that comes close to all frames: <see cref="Geometry"/> where that holds them; otherwise one from the first position to the last, with the smallest distance between two of them as slice spacing. Each of its slices takes the frames of the nearest position.</summary>
    /// <exception cref="ConversionException">The frames have several orientations or pixel spacings, or do not lie one behind the other.</exception>
    public VolumeGeometry CoveringGrid => GridFault is null ? Geometry : _frames.Stacks.Only.CoveringGrid().Geometry;

    /// <summary>Returns the segments in label volumes on a grid of your choice, one volume at a time as they are enumerated; voxel values are Segment Numbers, 0 is background.</summary>
    /// <param name="geometry">The grid; see <see cref="ToLabelMap(VolumeGeometry, IProgress{ConversionProgress}, CancellationToken)"/>.</param>
    /// <param name="grouping">Which segments share a volume; as few volumes as first-fit gives if not given.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">Frames of several orientations are asked for together.</exception>
    public IEnumerable<LabelVolume> ToLabelMaps(
        VolumeGeometry geometry, SegmentGrouping grouping = SegmentGrouping.NonOverlapping, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        IReadOnlyList<IReadOnlyList<int>> groups = Groups(grouping);
        bool isWhole = grouping == SegmentGrouping.NonOverlapping && groups.Count == 1;
        return groups.Select(group => FillOn(geometry, isWhole ? null : [.. group], progress, cancellationToken, out _));
    }

    private LabelVolume FillOn(VolumeGeometry geometry, HashSet<int>? segments, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken, out SegmentOverlap? overlap)
    {
        LabelVolume own;
        if (GridFault is null)
        {
            own = Fill(segments, progress, cancellationToken, out overlap);
            return overlap is null ? own.ResampleTo(geometry, cancellationToken) : own;
        }

        for (int part = 0; part < Grids.Count; part++)
        {
            if (Grids[part].Equals(geometry))
                return Fill(SliceGrid.OfPart(_frames, part), segments, progress, cancellationToken, out overlap);
        }

        (VolumeGeometry covering, int[] nearest) = _frames.Stacks.Only.CoveringGrid();
        own = Fill(SliceGrid.OfPositions(_frames), segments, progress, cancellationToken, out overlap);
        if (overlap is not null)
            return own;
        var even = new LabelVolume(covering, _frames.TimePoints) { Warnings = own.Warnings };
        for (int time = 0; time < _frames.TimePoints; time++)
        {
            for (int slice = 0; slice < nearest.Length; slice++)
                own.Slice(nearest[slice], time).CopyTo(even.Slice(slice, time));
        }

        return even.ResampleTo(geometry, cancellationToken);
    }

    private LabelVolume Fill(SliceGrid grid, HashSet<int>? segments, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken, out SegmentOverlap? overlap) =>
        new SliceFiller(_frames, grid, _pixels, _pixels.NewReader, progress, cancellationToken).Fill(segments, out overlap);
}
