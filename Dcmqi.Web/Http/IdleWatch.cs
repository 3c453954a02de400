namespace Dcmqi.Web.Http;

/// <summary>Ends a request in which nothing has moved for too long.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _limit;

    public IdleWatch(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _idle = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    public bool IsOver => _idle.IsCancellationRequested;

    /// <summary>Says that something has moved.</summary>
    public void Touch() => _idle.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
