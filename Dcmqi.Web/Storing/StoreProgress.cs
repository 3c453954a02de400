namespace Dcmqi.Web.Storing;

/// <summary>Tells how much of all was sent: bytes of files, or objects, whose bytes nobody knows before.</summary>
internal sealed class StoreProgress(IProgress<ConversionProgress>? progress, long total)
{
    private long _before;
    private long _ofBatch;

    /// <summary>Begins a batch, or begins it again.</summary>
    /// <returns>Is told the size of each block.</returns>
    public Action<int>? Begin(IReadOnlyList<StoreItem> batch)
    {
        _ofBatch = 0;
        long most = SizeOf(batch);

        // Boundaries between parts are sent too.
        return progress is null || batch.Any(item => item.File is null) ? null : count => Report(_before + Math.Min(most, _ofBatch += count));
    }

    public void End(IReadOnlyList<StoreItem> batch)
    {
        _before += SizeOf(batch);
        _ofBatch = 0;
        Report(_before);
    }

    private static long SizeOf(IReadOnlyList<StoreItem> batch) => batch.Sum(item => item.File is null ? 1 : item.Length ?? 0);

    private void Report(long done) => progress?.Report(new ConversionProgress("Storing", Math.Min(done, total), total));
}
