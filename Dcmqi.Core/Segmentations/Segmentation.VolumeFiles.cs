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
    /// <remarks>The file is that of <see cref="ToLabelMap(IProgress{ConversionProgress}, CancellationToken)"/> (<see cref="ToMask"/>, <see cref="ToFractions"/>) written by <see cref="VolumeFile"/>. On another grid as many slices of the object's own are in memory as a few of that grid lie between; where they lie across it, the labels go through a temporary file where they are more than 16 MB. Slides are written row of tiles by row of tiles.</remarks>
    /// <exception cref="ConversionException">Segments overlap (use <see cref="SaveVolumes"/>), the frames lie at uneven distances, a region is asked for where frames are no tiles, or the plane of a slide is out of all proportion to its tiles.</exception>
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
    /// <exception cref="ConversionException">The frames lie at uneven distances, a region is asked for where frames are no tiles, or the plane of a slide is out of all proportion to its tiles.</exception>
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

        return InGroups<IReadOnlyList<SavedVolume>>(
            grouping, options, groups => [.. groups.Select((group, index) => SaveGroup(pathOf(index), group, options, progress, cancellationToken))]);
    }

    /// <summary>Writes segments as a <c>.seg.nrrd</c> file that 3D Slicer opens with their names, colours and codes; whole or not at all. Slices are made as they are written, so that memory does not grow with the volume.</summary>
    /// <param name="path">The file, whose name ends in <c>.seg.nrrd</c>; one that exists is replaced.</param>
    /// <param name="options">Which segments, on which grid, and how the file is written. Default: all on the object's own grid.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the work between slices.</param>
    /// <inheritdoc cref="ToSegNrrd" path="/remarks"/>
    /// <exception cref="ArgumentException">The name does not end in <c>.seg.nrrd</c>, there is no such segment, or the options ask for other voxels than labels.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances, and no grid is given.</exception>
    /// <exception cref="NotSupportedException">The volume is too large, or there are several points in time.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public SavedVolume SaveSegNrrd(string path, SegmentationVolumeOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(SegNrrd, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{Path.GetFileName(path)}' does not end in {SegNrrd}, by which 3D Slicer knows a segmentation.", nameof(path));
        options = Checked(options);
        if (options.Voxels != SegmentVoxels.Labels)
            throw new ArgumentException($"A {SegNrrd} file holds labels; {options.Voxels} were asked for.", nameof(options));
        if (options.SegmentNumbers is { Count: 0 })
            throw new ArgumentException($"{nameof(SegmentationVolumeOptions.SegmentNumbers)} names no segment.", nameof(options));
        return InLayers(options, layers => Save(path, layers.Joined(), options.Writing), progress, cancellationToken);
    }

    /// <summary>Returns the segments as a volume with the keys of 3D Slicer: <see cref="VolumeFile.Write(string, Volume, VolumeWriteOptions?)"/> to a name that ends in <c>.seg.nrrd</c> gives a file that 3D Slicer opens with names, colours and codes, as <see cref="SaveSegNrrd"/> does without a volume in memory.</summary>
    /// <param name="geometry">The grid, as for <see cref="ToLabelMaps(VolumeGeometry, SegmentGrouping, IProgress{ConversionProgress}, CancellationToken)"/>; <see langword="null"/> for the object's own.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A volume of 8 or 16 bits, with as many values per voxel as there are layers.</returns>
    /// <remarks>Segments that overlap are in different layers. Voxel values are Segment Numbers. In a fractional segmentation inside is one half and more.</remarks>
    /// <exception cref="ConversionException">The frames lie at uneven distances, and no grid is given.</exception>
    /// <exception cref="NotSupportedException">The layers together have more than 2,147,483,591 voxels, or there are several points in time.</exception>
    public Volume ToSegNrrd(VolumeGeometry? geometry = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        InLayers(new SegmentationVolumeOptions { Geometry = geometry }, layers => layers.ToVolume(cancellationToken), progress, cancellationToken);

    // Overlaps are rare: where grouping is not known yet, one volume (null: of all labels) is made in the hope that it holds all.
    private T InGroups<T>(SegmentGrouping grouping, SegmentationVolumeOptions options, Func<IReadOnlyList<IReadOnlyCollection<int>?>, T> make)
    {
        if (grouping == SegmentGrouping.NonOverlapping && options.SegmentNumbers is null && options.Region is null && _nonOverlapping is null)
        {
            try
            {
                T whole = make([null]);
                _nonOverlapping = [AllNumbers()];
                return whole;
            }
            catch (SegmentsMeetException)
            {
                // Nothing was made; the segments are parted now.
            }
        }

        IReadOnlyList<IReadOnlyList<int>> groups = Groups(grouping);
        if (grouping == SegmentGrouping.NonOverlapping && groups.Count == 1 && options is { SegmentNumbers: null, Region: null })
            return make([null]);
        return make(options.SegmentNumbers is { } wanted ? [.. groups.Select(group => group.Where(wanted.Contains).ToArray()).Where(group => group.Length > 0)] : groups);
    }

    private T InLayers<T>(SegmentationVolumeOptions options, Func<SegNrrdLayers, T> make, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (TimePoints > 1)
            throw new NotSupportedException($"The segmentation has {TimePoints} points in time; a {SegNrrd} file has one.");
        return InGroups(SegmentGrouping.NonOverlapping, options, groups =>
        {
            using var layers = new SegNrrdLayers(Segments, options.SegmentNumbers);
            foreach (IReadOnlyCollection<int>? group in groups)
            {
                layers.Add(group, SlicedLabelsOn(group is null ? null : [.. group], options, progress, cancellationToken)
                    ?? throw new NotSupportedException($"A {SegNrrd} file of these segments is larger than can be written."));
            }

            return make(layers);
        });
    }

    private SavedVolume SaveGroup(string path, IReadOnlyCollection<int>? numbers, SegmentationVolumeOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using SegmentVolume volume = options.Voxels == SegmentVoxels.Labels
            ? LabelsOn(numbers is null ? null : [.. numbers], options, progress, cancellationToken)
            : VoxelsOf(numbers!.First(), options, progress, cancellationToken);
        return Save(path, volume, options.Writing);
    }

    private static SavedVolume Save(string path, SegmentVolume volume, VolumeWriteOptions? writing)
    {
        VolumeContent content = volume.Content;
        VolumeFile.Write(path, content, writing);
        return new SavedVolume { Path = path, Geometry = content.Geometry, VoxelType = content.VoxelType, Components = content.Components, Warnings = volume.Warnings() };
    }

    private SegmentVolume VoxelsOf(int number, SegmentationVolumeOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        SegmentVolumes volumes = VolumesOf(options.Region, progress, cancellationToken);
        var fractional = _pixels as FractionalStoredFrames;
        return options.Voxels switch
        {
            SegmentVoxels.Mask => volumes.CanHold<byte>() ? volumes.Mask<byte>(number, 1) : SegmentVolume.Of(ToMask(number, cancellationToken)),
            SegmentVoxels.StoredFractions => volumes.CanHold<byte>() ? volumes.StoredFractions(number, fractional!) : SegmentVolume.Of(StoredOf(ToFractions(number, cancellationToken), fractional!.ValueOfOne)),
            _ when !volumes.CanHold<float>() => SegmentVolume.Of(ToFractions(number, cancellationToken)),
            _ => fractional is null ? volumes.Mask(number, 1f) : volumes.Fractions(number, fractional),
        };
    }

    private SegmentVolume LabelsOn(HashSet<int>? segments, SegmentationVolumeOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (SlicedLabelsOn(segments, options, progress, cancellationToken) is { } sliced)
            return sliced;
        LabelVolume labels = options.Geometry is { } geometry
            ? FillOn(geometry, segments, progress, cancellationToken, out SegmentOverlap? overlap)
            : Fill(segments, progress, cancellationToken, out overlap);
        return overlap is null ? SegmentVolume.Of(labels) : throw new SegmentsMeetException(overlap, labels.Geometry);
    }

    // null where slices are too large to be made one by one.
    private SegmentVolume<ushort>? SlicedLabelsOn(HashSet<int>? segments, SegmentationVolumeOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Geometry is not { } geometry || _frames.Tiles is not null || GridFault is null)
        {
            SegmentVolumes own = VolumesOf(options.Region, progress, cancellationToken);
            if (!own.CanHold<ushort>())
                return null;
            SegmentVolume<ushort> labels = own.Labels(segments);
            return options.Geometry is null ? labels : ResampledLabels.On(options.Geometry, labels, cancellationToken);
        }

        int part = Grids.ToList().FindIndex(geometry.Equals);
        var slices = new SlicedSegments(_frames, part < 0 ? SliceGrid.OfPositions(_frames) : SliceGrid.OfPart(_frames, part), _pixels, progress, cancellationToken);
        if (!slices.CanHold<ushort>())
            return null;
        if (part >= 0)
            return slices.Labels(segments);
        (VolumeGeometry covering, int[] nearest) = _frames.Stacks.Only.CoveringGrid();
        return ResampledLabels.On(geometry, slices.Labels(segments, covering, nearest), cancellationToken);
    }

    // On the object's own grid.
    private SegmentVolumes VolumesOf(SlideRegion? region, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) => _frames.Tiles is null && region is null
        ? new SlicedSegments(_frames, SliceGrid.OfAll(_frames), _pixels, progress, cancellationToken)
        : region is null ? WholePlane(progress, cancellationToken) : Tiles(SamplingOf(region), progress, cancellationToken);

    // Fractions are whole numbers of steps, so that nothing is rounded away.
    private static Volume<byte> StoredOf(Volume<float> fractions, int maximum) => new(
        fractions.Geometry, Array.ConvertAll(fractions.VoxelArray, fraction => (byte)Math.Round(fraction * maximum)), fractions.ComponentAxis, fractions.Components)
    { Warnings = fractions.Warnings };

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
