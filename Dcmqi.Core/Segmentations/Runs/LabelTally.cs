using System.Numerics;
using System.Runtime.InteropServices;

namespace Dcmqi.Segmentations;

/// <summary>Counts the voxels of runs by label.</summary>
internal sealed class LabelTally : RunSink
{
    // Labels of 16 bits, also the values of an image, in a table that grows with them; looking others up takes longer than all else.
    private const int MostInTable = 1 << 17;

    private readonly Dictionary<long, long> _others = [];
    private long[] _table = [];

    /// <summary>What keeps the voxels from being labels; <see langword="null"/> where nothing was found yet.</summary>
    public string? Fault { get; set; }

    /// <inheritdoc/>
    public override void Add(long label, int start, int length)
    {
        // 0, -1, 1, -2, 2 and so on.
        ulong place = (ulong)((label << 1) ^ (label >> 63));
        if (place < (ulong)_table.Length)
            _table[place] += length;
        else
            AddBeyond(label, place, length);
    }

    /// <summary>What was counted.</summary>
    public LabelCounts ToCounts()
    {
        var voxels = new SortedDictionary<long, long>(_others);
        for (int place = 0; place < _table.Length; place++)
        {
            if (_table[place] > 0)
                voxels.Add((place >> 1) ^ -(place & 1), _table[place]);
        }

        return new LabelCounts(voxels, Fault);
    }

    private void AddBeyond(long label, ulong place, int length)
    {
        if (place >= MostInTable)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_others, label, out _) += length;
            return;
        }

        Array.Resize(ref _table, (int)BitOperations.RoundUpToPowerOf2((uint)place + 1));
        _table[place] += length;
    }
}
