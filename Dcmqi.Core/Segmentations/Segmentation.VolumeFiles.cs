using Dcmqi.Segmentations;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class Segmentation
{
    private const string SegNrrd = ".seg.nrrd";

    /// <summary>Writes segments as one volume, whole or not at all. Slices are made as they are written, so that memory does not grow with the volume.</summary>
    /// <param name="path">The file; its extension decides the format, as for <see cref="VolumeFile.Write(string, Volume, VolumeWriteOptions?)"/>.</param>
    /// <param name="options">Which segments and voxels, and how they are written. Default: the labels of all segments on the object's own grid.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the work between slices.</param>
    /// <remarks>The file is that of <see cref="ToLabelMap(IProgress{ConversionProgress}, CancellationToken)"/> (<see cref="ToMask"/>, <see cref="ToFractions"/>) written by <see cref="VolumeFile"/>. On other grids than those of the object, and on slides, the volume is made in memory first.</remarks>
    /// <exception cref="ConversionException">Segments overlap (use <see cref="SaveVolumes"/>), the frames lie at uneven distances, or a region is asked for where frames are no tiles.</exception>
    /// <exception cref="ArgumentException">The extension belongs to no format that can be written, there is no such segment, or the options contradict each other.</exception>
    /// <exception cref="NotSupportedException">The volume is too large.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public SavedVolume SaveVolume(string path, SegmentationVolumeOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = Checked(options);
        if (options.Voxels != SegmentVoxels.Labels && options.SegmentNumbers?.Count != 1)
            throw new ArgumentException($"{options.Voxels} are those of one segment; {nameof(SegmentationVolumeOptions.SegmentNumbers)} names it.", nameof(options));
        try
        {
            return SaveGroup(path, options.SegmentNumbers, options, progress, cancellationToken);
        }
        catch (SegmentsMeetException meeting)
        {
            throw new ConversionException($"{meeting.Overlap.Describe(Segments, meeting.Geometry)} One label map cannot hold both; {nameof(SaveVolumes)} gives as few as hold all.");
        }
    }

    /// <summary>Writes segments as volumes, one file after the other, each whole or not at all; where one fails, those before it stay. Slices are made as they are written, so that memory does not grow with the volumes.</summary>
    /// <param name="pathOf">The file of a volume, given its index from 0.</param>
    /// <param name="grouping">Which segments share a volume. Default: as few volumes as first-fit gives. Masks and fractions are of one segment each.</param>
    /// <param name="options">Which segments and voxels, and how they are written. Default: the labels of all segments on the object's own grid.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the work between slices.</param>
    /// <returns>The volumes, in order of the inner lists of <see cref="GetMetadata"/> where all segments are written.</returns>
    /// <inheritdoc cref="SaveVolume" path="/remarks"/>
    /// <exception cref="ConversionException">The frames lie at uneven distances, or a region is asked for where frames are no tiles.</exception>
    /// <exception cref="ArgumentException">The extension belongs to no format that can be written, there is no such segment, or the options contradict each other.</exception>
    /// <exception cref="NotSupportedException">A volume is too large.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public IReadOnlyList<SavedVolume> SaveVolumes(
        Func<int, string> pathOf,
        SegmentGrouping grouping = SegmentGrouping.NonOverlapping,
        SegmentationVolumeOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pathOf);
        options = Checked(options);
        if (options.Voxels != SegmentVoxels.Labels)
            grouping = SegmentGrouping.PerSegment;

        // Overlaps are rare: where grouping is not known yet, one volume is written in the hope that it holds all.
        if (grouping == SegmentGrouping.NonOverlapping && options.SegmentNumbers is null && options.Region is null && _nonOverlapping is null)
        {
            try
            {
                SavedVolume whole = SaveGroup(pathOf(0), null, options, progress, cancellationToken);
                _nonOverlapping = [AllNumbers()];
                return [whole];
            }
            catch (SegmentsMeetException)
            {
                // Nothing was written; the segments are parted now.
            }
        }

        IReadOnlyList<IReadOnlyList<int>> groups = Groups(grouping);
        bool isWhole = grouping == SegmentGrouping.NonOverlapping && groups.Count == 1 && options is { SegmentNumbers: null, Region: null };
        if (options.SegmentNumbers is { } wanted)
            groups = [.. groups.Select(group => group.Where(wanted.Contains).ToArray()).Where(group => group.Length > 0)];
        return [.. groups.Select((group, index) => SaveGroup(pathOf(index), isWhole ? null : group, options, progress, cancellationToken))];
    }

    /// <summary>Writes the segments as a <c>.seg.nrrd</c> file that 3D Slicer opens with their names, colours and codes; whole or not at all.</summary>
    /// <param name="path">The file, whose name ends in <c>.seg.nrrd</c>; one that exists is replaced.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="ToSegNrrd" path="/remarks"/>
    /// <exception cref="ArgumentException">The name does not end in <c>.seg.nrrd</c>.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    /// <exception cref="NotSupportedException">The layers together have more than 2,147,483,591 voxels, or there are several points in time.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public void SaveSegNrrd(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(SegNrrd, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{Path.GetFileName(path)}' does not end in {SegNrrd}, by which 3D Slicer knows a segmentation.", nameof(path));
        VolumeFile.Write(path, ToSegNrrd(null, progress, cancellationToken));
    }

    /// <summary>Returns the segments as a volume with the keys of 3D Slicer: <see cref="VolumeFile.Write(string, Volume, VolumeWriteOptions?)"/> to a name that ends in <c>.seg.nrrd</c> gives a file that 3D Slicer opens with names, colours and codes.</summary>
    /// <param name="geometry">The grid, as for <see cref="ToLabelMaps(VolumeGeometry, SegmentGrouping, IProgress{ConversionProgress}, CancellationToken)"/>; <see langword="null"/> for the object's own.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A volume of 8 or 16 bits, with as many values per voxel as there are layers.</returns>
    /// <remarks>Segments that overlap are in different layers. Voxel values are Segment Numbers. In a fractional segmentation inside is one half and more.</remarks>
    /// <exception cref="ConversionException">The frames lie at uneven distances, and no grid is given.</exception>
    /// <exception cref="NotSupportedException">The layers together have more than 2,147,483,591 voxels, or there are several points in time.</exception>
    public Volume ToSegNrrd(VolumeGeometry? geometry = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (TimePoints > 1)
            throw new NotSupportedException($"The segmentation has {TimePoints} points in time; a {SegNrrd} file has one.");
        LabelVolume[] layers = [.. geometry is null
            ? ToLabelMaps(SegmentGrouping.NonOverlapping, progress, cancellationToken)
            : ToLabelMaps(geometry, SegmentGrouping.NonOverlapping, progress, cancellationToken)];
        return SegNrrdWriting.Volume(layers, Segments);
    }

    private SavedVolume SaveGroup(string path, IReadOnlyCollection<int>? numbers, SegmentationVolumeOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> known = [];
        VolumeContent? content = SlicedGridOf(options) is { } grid
            ? Sliced(new SlicedSegments(_frames, grid, _pixels, progress, cancellationToken), numbers, options, out known)
            : null;
        bool isSliced = content is not null;
        if (content is null)
        {
            Volume volume = Whole(numbers, options, progress, cancellationToken);
            (content, known) = (VolumeContent.Of(volume), volume.Warnings);
        }

        VolumeFile.Write(path, content, options.Writing);

        // Some warnings are known only once the pixels were read.
        bool tellsOfReading = isSliced && (options.Voxels == SegmentVoxels.Labels || (options.Voxels != SegmentVoxels.Mask && _pixels is FractionalStoredFrames));
        return new SavedVolume
        {
            Path = path,
            Geometry = content.Geometry,
            VoxelType = content.VoxelType,
            Components = content.Components,
            Warnings = tellsOfReading ? [.. _pixels.ReadingWarnings, .. known] : known,
        };
    }

    private VolumeContent? Sliced(SlicedSegments slices, IReadOnlyCollection<int>? numbers, SegmentationVolumeOptions options, out IReadOnlyList<string> known)
    {
        known = [];
        var fractional = _pixels as FractionalStoredFrames;
        return options.Voxels switch
        {
            SegmentVoxels.Labels => slices.CanHold<ushort>() ? slices.Labels(numbers is null ? null : [.. numbers], out known) : null,
            SegmentVoxels.Mask => slices.CanHold<byte>() ? slices.Mask<byte>(numbers!.First(), 1) : null,
            SegmentVoxels.StoredFractions => slices.CanHold<byte>() ? slices.StoredFractions(numbers!.First(), fractional!) : null,
            _ when !slices.CanHold<float>() => null,
            _ => fractional is null ? slices.Mask(numbers!.First(), 1f) : slices.Fractions(numbers!.First(), fractional),
        };
    }

    private Volume Whole(IReadOnlyCollection<int>? numbers, SegmentationVolumeOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        switch (options.Voxels)
        {
            case SegmentVoxels.Labels when options.Region is { } region:
                return ReadRegion(region, numbers, progress, cancellationToken);
            case SegmentVoxels.Labels:
                HashSet<int>? segments = numbers is null ? null : [.. numbers];
                LabelVolume labels = options.Geometry is { } geometry
                    ? FillOn(geometry, segments, progress, cancellationToken, out SegmentOverlap? overlap)
                    : Fill(segments, progress, cancellationToken, out overlap);
                return overlap is null ? labels : throw new SegmentsMeetException(overlap, labels.Geometry);
            case SegmentVoxels.Mask when options.Region is { } region:
                return new TileFiller(_frames, _pixels, SamplingOf(region), progress, cancellationToken).FillMask(numbers!.First());
            case SegmentVoxels.Mask:
                return ToMask(numbers!.First(), cancellationToken);
            default:
                Volume<float> fractions = options.Region is { } part ? ReadFractions(part, numbers!.First(), cancellationToken) : ToFractions(numbers!.First(), cancellationToken);
                return options.Voxels == SegmentVoxels.Fractions ? fractions : StoredOf(fractions, MaximumFractionalValue!.Value);
        }
    }

    // Fractions are whole numbers of steps, so that nothing is rounded away.
    private static Volume<byte> StoredOf(Volume<float> fractions, int maximum) => new(
        fractions.Geometry, Array.ConvertAll(fractions.VoxelArray, fraction => (byte)Math.Round(fraction * maximum)), fractions.ComponentAxis, fractions.Components)
    { Warnings = fractions.Warnings };

    // Where slices of the volume are those of frames, in their order.
    private SliceGrid? SlicedGridOf(SegmentationVolumeOptions options)
    {
        if (_frames.Tiles is not null || options.Region is not null)
            return null;
        if (options.Geometry is not { } geometry)
            return SliceGrid.OfAll(_frames);
        if (GridFault is null)
            return geometry.Size == Geometry.Size && geometry.IsCloseTo(Geometry, 1e-6) ? SliceGrid.OfAll(_frames) : null;
        for (int part = 0; part < Grids.Count; part++)
        {
            if (Grids[part].Equals(geometry))
                return SliceGrid.OfPart(_frames, part);
        }

        return null;
    }

    private SegmentationVolumeOptions Checked(SegmentationVolumeOptions? options)
    {
        options ??= SegmentationVolumeOptions.Default;
        foreach (int number in options.SegmentNumbers ?? [])
            CheckSegment(number);
        if (!Enum.IsDefined(options.Voxels))
            throw new ArgumentException($"{nameof(SegmentationVolumeOptions.Voxels)} is {options.Voxels}; {string.Join(", ", Enum.GetNames<SegmentVoxels>())} are known.", nameof(options));
        if (options.Voxels != SegmentVoxels.Labels && options.Geometry is not null)
            throw new ArgumentException($"{nameof(SegmentationVolumeOptions.Geometry)} is for labels; {options.Voxels} are written on the object's own grid.", nameof(options));
        if (options.Voxels == SegmentVoxels.StoredFractions && Encoding != SegmentationEncoding.Fractional)
            throw new ArgumentException($"{nameof(SegmentVoxels.StoredFractions)} is for fractional segmentations; this one is {Encoding}.", nameof(options));
        if (options.Region is not null && options.Geometry is not null)
            throw new ArgumentException($"{nameof(SegmentationVolumeOptions.Region)} and {nameof(SegmentationVolumeOptions.Geometry)} are two grids; one can be asked for.", nameof(options));
        return options;
    }
}
