namespace Dcmqi.Analysis;

/// <summary>The segments of a segmentation as regions on the grid that is measured. Several threads may ask at once.</summary>
internal abstract class RegionSource
{
    /// <summary>The voxels of a segment; no voxels where it has none.</summary>
    /// <param name="segmentNumber">Segment Number.</param>
    public abstract Region Region(int segmentNumber);
}
