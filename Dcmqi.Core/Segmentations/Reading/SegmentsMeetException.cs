namespace Dcmqi.Segmentations;

/// <summary>Ends the writing of a label map in which two segments want the same voxel. It never leaves the library.</summary>
internal sealed class SegmentsMeetException(SegmentOverlap overlap, VolumeGeometry geometry) : Exception
{
    public SegmentOverlap Overlap => overlap;

    /// <summary>The grid that the overlap counts its pixels on.</summary>
    public VolumeGeometry Geometry => geometry;
}
