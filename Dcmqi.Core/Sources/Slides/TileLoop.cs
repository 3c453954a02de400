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
    public void Run<TState>(Func<TState> newState, Work<TState> work) => ParallelLoop.Run(grid.Count, newState, (index, ref state) =>
    {
        work(index, grid[index], state);
        Tell();
    }, cancellationToken, threads);

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
