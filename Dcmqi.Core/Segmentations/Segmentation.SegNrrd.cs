using Dcmqi.Binary;
using Dcmqi.Segmentations;
using Dcmqi.Volumes.Nrrd;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Writes the segments as a <c>.seg.nrrd</c> file that 3D Slicer opens with their names, colours and codes; whole or not at all.</summary>
    /// <param name="path">The file, whose name ends in <c>.seg.nrrd</c>; one that exists is replaced.</param>
    /// <param name="progress">Receives progress: slices as they are read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <remarks>Segments that overlap are in different layers. Voxel values are Segment Numbers. In a fractional segmentation inside is one half and more.</remarks>
    /// <exception cref="ArgumentException">The name does not end in <c>.seg.nrrd</c>.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    /// <exception cref="NotSupportedException">The layers together have more than 2,147,483,591 voxels.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public void SaveSegNrrd(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".seg.nrrd", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{Path.GetFileName(path)}' does not end in .seg.nrrd, by which 3D Slicer knows a segmentation.", nameof(path));
        LabelVolume[] layers = [.. ToLabelMaps(SegmentGrouping.NonOverlapping, progress, cancellationToken)];
        if (Array.Exists(layers, layer => layer.Components > 1))
            throw new NotSupportedException($"The segmentation has {TimePoints} points in time; a .seg.nrrd file has one.");
        Volume volume = SegNrrdWriting.Volume(layers, Segments);
        WholeFile.Write(path, stream => NrrdWriter.WriteAttached(stream, volume, VolumeWriteOptions.Default, componentsFirst: true));
    }
}
