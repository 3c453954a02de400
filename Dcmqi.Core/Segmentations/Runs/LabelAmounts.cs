namespace Dcmqi.Segmentations;

/// <summary>How much there is of each label of an input. For several threads at once.</summary>
/// <param name="voxelMm3">The volume of one voxel.</param>
internal sealed class LabelAmounts(double voxelMm3)
{
    private readonly SortedDictionary<long, long> _voxels = [];
    private readonly object _gate = new();
    private long? _fractions;

    /// <summary>The labels, ascending.</summary>
    public IEnumerable<long> Labels => _voxels.Keys;

    /// <summary>Those of all points in time together.</summary>
    public static LabelAmounts OfTimes(IReadOnlyList<LabelAmounts> times)
    {
        LabelAmounts all = times[0];
        foreach (LabelAmounts time in times.Skip(1))
        {
            foreach ((long label, long voxels) in time._voxels)
                all._voxels[label] = all._voxels.GetValueOrDefault(label) + voxels;
            if (time._fractions is { } stored)
                all._fractions = (all._fractions ?? 0) + stored;
        }

        return all;
    }

    /// <summary>Counts a slice.</summary>
    /// <param name="slice">Its runs.</param>
    /// <param name="fractions">What is stored of its fractions; <see langword="null"/> where all are 0, and for labels.</param>
    public void Add(in LabelSlice slice, byte[]? fractions)
    {
        long stored = 0;
        foreach (byte fraction in fractions ?? [])
            stored += fraction;
        lock (_gate)
        {
            if (fractions is not null)
                _fractions = (_fractions ?? 0) + stored;
            for (int index = 0; index < slice.Labels.Length; index++)
            {
                long voxels = 0;
                foreach (LabelRun run in slice.Runs.AsSpan(slice.Starts[index]..slice.Starts[index + 1]))
                    voxels += run.Length;
                _voxels[slice.Labels[index]] = _voxels.GetValueOrDefault(slice.Labels[index]) + voxels;
            }
        }
    }

    /// <summary>The volume that a label takes up, in millilitres; fractions count as such.</summary>
    public double VolumeMl(long label, int maximumFractionalValue) =>
        (_fractions is { } stored ? (double)stored / maximumFractionalValue : _voxels.GetValueOrDefault(label)) * voxelMm3 / 1000;
}
