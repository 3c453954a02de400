namespace Dcmqi.Volumes;

/// <summary>Who follows the reading of a volume, and who may end it.</summary>
/// <param name="Progress">Receives progress; <see langword="null"/> where nobody follows.</param>
/// <param name="CancellationToken">Ends it.</param>
internal readonly record struct VolumeReading(IProgress<ConversionProgress>? Progress, CancellationToken CancellationToken)
{
    public void Tell(long values, long all)
    {
        CancellationToken.ThrowIfCancellationRequested();
        Progress?.Report(new ConversionProgress("Reading volume", values, all));
    }
}
