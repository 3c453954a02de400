using System.Runtime.InteropServices;

namespace Dcmqi.Cli;

/// <summary>Counts the values of volumes that hold integers.</summary>
internal static class LabelCounts
{
    /// <summary>Voxels by value, 0 left out; <see langword="null"/> where the volume holds real numbers.</summary>
    public static SortedDictionary<long, long>? Of(Volume volume) => volume switch
    {
        Volume<byte> labels => Count(labels.Voxels, value => value),
        Volume<sbyte> labels => Count(labels.Voxels, value => value),
        Volume<ushort> labels => Count(labels.Voxels, value => value),
        Volume<short> labels => Count(labels.Voxels, value => value),
        Volume<uint> labels => Count(labels.Voxels, value => value),
        Volume<int> labels => Count(labels.Voxels, value => value),
        Volume<ulong> labels => Count(labels.Voxels, value => (long)Math.Min(value, long.MaxValue)),
        Volume<long> labels => Count(labels.Voxels, value => value),
        _ => null,
    };

    private static SortedDictionary<long, long> Count<T>(ReadOnlySpan<T> voxels, Func<T, long> toLong)
        where T : unmanaged, IEquatable<T>
    {
        var counts = new Dictionary<T, long>();
        while (!voxels.IsEmpty)
        {
            // Neighbours are mostly equal: runs are counted, not voxels.
            int length = voxels.IndexOfAnyExcept(voxels[0]);
            if (length < 0)
                length = voxels.Length;
            CollectionsMarshal.GetValueRefOrAddDefault(counts, voxels[0], out _) += length;
            voxels = voxels[length..];
        }

        counts.Remove(default);
        var sorted = new SortedDictionary<long, long>();
        foreach ((T value, long count) in counts)
            sorted[toLong(value)] = count;
        return sorted;
    }
}
