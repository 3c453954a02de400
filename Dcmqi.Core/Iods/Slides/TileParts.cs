using System.Collections.Concurrent;
using Dcmqi.Binary;

namespace Dcmqi.Iods;

/// <summary>A result of a plane that tiles make in parts of some rows, and the tiles that are read for each. A part takes all threads, so that no more than a row of tiles and the next are in memory.</summary>
/// <typeparam name="TTile">What is read of a tile, used again for others.</typeparam>
internal sealed class TileParts<TTile>
{
    // Of smaller tiles, handing one to another thread takes as long as reading it.
    private const int LeastPixels = 1 << 12;

    private readonly PlaneSampling _sampling;
    private readonly int[][] _frames;
    private readonly int _total;
    private readonly int _threads;
    private readonly Func<TTile> _new;
    private readonly Action<int, TTile> _read;
    private readonly ConcurrentBag<TTile> _free = [];
    private readonly IProgress<ConversionProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private int _done;

    /// <param name="sampling">Which pixels of the plane.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="componentOf">The component of the result that a frame belongs to; -1 for none.</param>
    /// <param name="components">How many there are.</param>
    /// <param name="newTile">Makes what is read into.</param>
    /// <param name="read">Reads a frame; several threads may call it at once.</param>
    /// <param name="progress">Is told of tiles.</param>
    /// <param name="cancellationToken">Cancels between tiles.</param>
    public TileParts(
        PlaneSampling sampling, TileIndex tiles, Func<int, int> componentOf, int components, Func<TTile> newTile, Action<int, TTile> read, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        (_sampling, _new, _read, _progress, _cancellationToken) = (sampling, newTile, read, progress, cancellationToken);
        _threads = tiles.Size.PixelCount < LeastPixels ? 1 : ParallelLoop.DefaultThreads;
        FirstRows = sampling.FirstRows();
        _frames = new int[components * sampling.FocalPlanes * FirstRows.Length][];
        for (int index = 0; index < sampling.FocalPlanes * FirstRows.Length; index++)
        {
            (int plane, int part) = Math.DivRem(index, FirstRows.Length);
            int[] frames = sampling.FramesOf(tiles, plane, FirstRows[part], part + 1 < FirstRows.Length ? FirstRows[part + 1] : sampling.Down.Count);
            ILookup<int, int> ofComponent = frames.ToLookup(componentOf);
            for (int component = 0; component < components; component++)
                _frames[(component * sampling.FocalPlanes * FirstRows.Length) + index] = [.. ofComponent[component]];
        }

        _total = _frames.Sum(frames => frames.Length);
    }

    /// <summary>The rows of the result with which parts begin.</summary>
    public int[] FirstRows { get; }

    /// <summary>The frames of a part, in order.</summary>
    /// <param name="index">(component * focal planes + focal plane) * parts + part.</param>
    public IReadOnlyList<int> FramesOf(int index) => _frames[index];

    /// <summary>The focal plane of a part, from the first of the result on, and its first row.</summary>
    public (int FocalPlane, int Row) PlaceOf(int index)
    {
        (int plane, int part) = Math.DivRem(index, FirstRows.Length);
        return (plane % _sampling.FocalPlanes, FirstRows[part]);
    }

    /// <summary>Reads the tiles of a part, in order; each may be used until the next is asked for.</summary>
    public IEnumerable<(int Frame, TTile Tile)> Read(int index)
    {
        int[] frames = _frames[index];
        foreach ((int frame, TTile tile) in ParallelLoop.InOrder(frames.Length, Make, _threads))
        {
            yield return (frame, tile);
            _free.Add(tile);
            _progress?.Report(new ConversionProgress("Reading tiles", Interlocked.Increment(ref _done), _total));
        }

        (int Frame, TTile Tile) Make(long at)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            TTile tile = _free.TryTake(out TTile? free) ? free : _new();
            _read(frames[at], tile);
            return (frames[at], tile);
        }
    }
}
