namespace Dcmqi.Volumes;

/// <summary>Planes of a grid that are read when they are wanted, and kept while they are among those wanted last. Several threads may want them at once.</summary>
/// <param name="count">All planes.</param>
/// <param name="length">The values of one.</param>
/// <param name="most">How many are kept that nobody uses now.</param>
/// <param name="read">Reads a plane.</param>
internal sealed class PlaneWindow<T>(int count, int length, int most, SliceReader<T> read)
    where T : unmanaged
{
    private readonly object _gate = new();
    private readonly T[]?[] _values = new T[]?[count];
    private readonly Lazy<T[]>?[] _planes = new Lazy<T[]>?[count];
    private readonly int[] _users = new int[count];
    private readonly LinkedListNode<int>[] _nodes = [.. Enumerable.Range(0, count).Select(index => new LinkedListNode<int>(index))];
    private readonly LinkedList<int> _byUse = [];
    private readonly Stack<T[]> _free = [];

    /// <summary>Reads planes unless they are there, and keeps them until they are released. Where a plane cannot be read, nobody gets it any more.</summary>
    /// <param name="first">The first.</param>
    /// <param name="end">Behind the last.</param>
    /// <returns>The planes by their index, among others.</returns>
    public T[]?[] Take(int first, int end)
    {
        var own = new List<Lazy<T[]>>();
        lock (_gate)
        {
            for (int index = first; index < end; index++)
            {
                _users[index]++;
                if (_planes[index] is not null)
                    _byUse.Remove(_nodes[index]);
                else
                    own.Add(_planes[index] = New(index));
                _byUse.AddLast(_nodes[index]);
            }
        }

        // What another thread reads is waited for only once this one's own are there for others.
        foreach (Lazy<T[]> plane in own)
            _ = plane.Value;
        for (int index = first; index < end; index++)
            _ = _planes[index]!.Value;
        return _values;
    }

    /// <summary>Says that planes taken are not used any more.</summary>
    public void Release(int first, int end)
    {
        lock (_gate)
        {
            for (int index = first; index < end; index++)
                _users[index]--;
            for (LinkedListNode<int>? node = _byUse.First; node is not null && _byUse.Count > most;)
            {
                (LinkedListNode<int> oldest, node) = (node, node.Next);
                if (_users[oldest.Value] == 0)
                    Drop(oldest);
            }
        }
    }

    private Lazy<T[]> New(int index)
    {
        T[]? free = _free.TryPop(out T[]? left) ? left : null;
        return new Lazy<T[]>(() =>
        {
            T[] plane = free ?? GC.AllocateUninitializedArray<T>(length);
            read(index, plane);
            return _values[index] = plane;
        });
    }

    private void Drop(LinkedListNode<int> node)
    {
        _free.Push(_values[node.Value]!);
        (_values[node.Value], _planes[node.Value]) = (null, null);
        _byUse.Remove(node);
    }
}
