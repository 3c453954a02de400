namespace Dcmqi.Analysis;

/// <summary>Tells how far measuring has come. Several threads may do so at once.</summary>
/// <param name="progress">Is told.</param>
/// <param name="segments">How many segments are measured.</param>
/// <param name="cancellationToken">Cancels the work.</param>
internal sealed class SegmentProgress(IProgress<ConversionProgress>? progress, int segments, CancellationToken cancellationToken)
{
    private int _read, _measured;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>A slice of the image was read.</summary>
    /// <param name="slices">How many it has; those that are read again do not count.</param>
    public void TellRead(int slices)
    {
        if (Interlocked.Increment(ref _read) is var read && read <= slices)
            progress?.Report(new ConversionProgress("Reading images", read, slices));
    }

    /// <summary>A segment was measured.</summary>
    public void TellMeasured() => progress?.Report(new ConversionProgress("Measuring segments", Interlocked.Increment(ref _measured), segments));
}
