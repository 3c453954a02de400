namespace Dcmqi;

/// <summary>Counts the steps of one stage of work, from several threads, and tells of each.</summary>
internal sealed class StageProgress(IProgress<ConversionProgress>? progress, string stage, long total)
{
    private long _done;

    public void Step() => progress?.Report(new ConversionProgress(stage, Interlocked.Increment(ref _done), total));
}
