using System.Runtime.InteropServices;

namespace Dcmqi.Segmentations;

/// <summary>Counts the voxels of runs by label.</summary>
internal sealed class LabelTally : RunSink
{
    private readonly Dictionary<long, long> _voxels = [];

    /// <summary>What keeps the voxels from being labels; <see langword="null"/> where nothing was found yet.</summary>
    public string? Fault { get; set; }

    /// <inheritdoc/>
    public override void Add(long label, int start, int length) => CollectionsMarshal.GetValueRefOrAddDefault(_voxels, label, out _) += length;

    /// <summary>What was counted.</summary>
    public LabelCounts ToCounts() => new(new SortedDictionary<long, long>(_voxels), Fault);
}
