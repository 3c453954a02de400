using System.Collections.Concurrent;
using Dcmqi.Binary;

namespace Dcmqi.Sources;

/// <summary>Goes through the tiles of a plane once, several at a time.</summary>
/// <param name="grid">The tiles.</param>
/// <param name="threads">How many tiles are done at once; 1 for one after the other in order.</param>
/// <param name="progress">Receives progress: tiles done.</param>
/// <param name="cancellationToken">Cancels between tiles.</param>
internal sealed class TileLoop(SlideGrid grid, int threads, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private const int MostReports = 200;

    private readonly object _gate = new();
    private int _done;

    public delegate void Work<TState>(int index, SlideTile tile, TState state);

    /// <summary>Does the work of each tile.</summary>
    /// <param name="newState">Makes what a thread keeps from tile to tile, such as a buffer.</param>
    /// <param name="work">The work.</param>
    /// <param name="rows">Where pixels of tiles come from, some rows of them at a time; <see langword="null"/> where they are made by the work.</param>
    public void Run<TState>(Func<TState> newState, Work<TState> work, PlaneRows? rows = null)
    {
        var spare = new ConcurrentBag<TState>();
        if (rows is null)
            RunSome(0, grid.Count);
        else
            rows.Visit(RunSome, cancellationToken);

        void RunSome(int first, int count) => ParallelLoop.Run(count, () => spare.TryTake(out TState? kept) ? kept : newState(), (index, ref state) =>
        {
            work(first + index, grid[first + index], state);
            Tell();
        }, cancellationToken, threads, end: spare.Add);
    }

    private void Tell()
    {
        if (progress is null)
            return;
        lock (_gate)
        {
            _done++;
            if (_done % Math.Max(1, grid.Count / MostReports) == 0 || _done == grid.Count)
                progress.Report(new ConversionProgress("Filling tiles", _done, grid.Count));
        }
    }
}
