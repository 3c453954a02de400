namespace Dcmqi.Segmentations;

/// <summary>One slice of a label map as runs: what voxels are turned into once, and all later work is done on.</summary>
/// <param name="Labels">The labels in the slice, ascending; 0 is background and is none.</param>
/// <param name="Starts">For each label the index of its first run, and behind the last the number of runs.</param>
/// <param name="Runs">The runs, by label, then by start.</param>
internal readonly record struct LabelSlice(long[] Labels, int[] Starts, LabelRun[] Runs)
{
    public static LabelSlice Empty { get; } = new([], [0], []);

    public bool Has(long label) => Array.BinarySearch(Labels, label) >= 0;

    public ReadOnlyMemory<LabelRun> RunsOf(long label)
    {
        int index = Array.BinarySearch(Labels, label);
        return index < 0 ? default : Runs.AsMemory(Starts[index]..Starts[index + 1]);
    }
}
