namespace Dcmqi.Analysis;

/// <summary>Regions of a fractional segmentation on another grid, each resampled when it is asked for.</summary>
internal sealed class FractionVolumeRegions(Segmentation segmentation, VolumeGeometry geometry, int time, CancellationToken cancellationToken) : RegionSource
{
    /// <inheritdoc/>
    public override Region Region(int segmentNumber) => VolumeRegions.OfFractions(
        segmentation.ToFractions(segmentNumber, cancellationToken).ResampleTo(geometry, Resampling.NearestNeighbor, 0, cancellationToken),
        time);
}
