using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    private const string SegNrrd = ".seg.nrrd";

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
}
