namespace Dcmqi.Cli;

/// <summary>What <c>seginfo</c> tells of one segmentation.</summary>
/// <param name="Segmentation">What is in it.</param>
/// <param name="Geometry">Its grid; <see langword="null"/> where its frames make none.</param>
/// <param name="Statistics">Size and place of the segments, by Segment Number; empty where its pixels cannot be read.</param>
/// <param name="Warnings">What was tolerated, and why something is missing here.</param>
internal sealed record SegInfo(
    Segmentation Segmentation, VolumeGeometry? Geometry, IReadOnlyDictionary<int, SegmentStatistics> Statistics, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads headers and pixels. Where only the pixels cannot be read, what the headers say is told all the same.</summary>
    public static SegInfo Read(Segmentation segmentation, CancellationToken cancellationToken)
    {
        var warnings = new List<string>(segmentation.Warnings);
        VolumeGeometry? geometry = null;
        var statistics = new Dictionary<int, SegmentStatistics>();
        try
        {
            geometry = segmentation.Geometry;
            statistics = segmentation.GetStatistics(cancellationToken).ToDictionary(one => one.SegmentNumber);
        }
        catch (Exception exception) when (exception is DcmqiException or NotSupportedException)
        {
            warnings.Add($"Voxels are not counted: {exception.Message}");
        }

        return new SegInfo(segmentation, geometry, statistics, warnings);
    }
}
