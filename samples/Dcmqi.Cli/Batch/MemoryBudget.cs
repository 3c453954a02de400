namespace Dcmqi.Cli.Batch;

/// <summary>Memory that jobs share: a job begins when it fits beside those that run, in the order in which they asked.</summary>
/// <param name="bytes">How much there is.</param>
internal sealed class MemoryBudget(long bytes)
{
    private readonly object _gate = new();
    private readonly Queue<object> _waiting = new();
    private long _free = bytes;

    /// <summary>How much there is.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>What a process may have: 80 % of the machine's or the container's memory.</summary>
    public static long OfMachine => (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.8);

    /// <summary>Waits until so much is free, and takes it.</summary>
    /// <param name="wanted">At most <see cref="Bytes"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Gives it back when disposed.</returns>
    public IDisposable Take(long wanted, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, Bytes);
        using CancellationTokenRegistration wake = cancellationToken.Register(() =>
        {
            lock (_gate)
                Monitor.PulseAll(_gate);
        });
        var ticket = new object();
        lock (_gate)
        {
            _waiting.Enqueue(ticket);
            while ((_waiting.Peek() != ticket || _free < wanted) && !cancellationToken.IsCancellationRequested)
                Monitor.Wait(_gate);
            if (cancellationToken.IsCancellationRequested)
            {
                // All who wait are cancelled with it.
                _waiting.Clear();
                cancellationToken.ThrowIfCancellationRequested();
            }

            _waiting.Dequeue();
            _free -= wanted;
            Monitor.PulseAll(_gate);
        }

        return new Share(this, wanted);
    }

    private void Return(long taken)
    {
        lock (_gate)
        {
            _free += taken;
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Share(MemoryBudget budget, long taken) : IDisposable
    {
        private bool _isReturned;

        public void Dispose()
        {
            if (!_isReturned)
                budget.Return(taken);
            _isReturned = true;
        }
    }
}
