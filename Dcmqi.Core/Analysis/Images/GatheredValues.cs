namespace Dcmqi.Analysis.Images;

/// <summary>The values of a region, gathered from the slices of an image as they pass.</summary>
internal sealed class GatheredValues<T>(ImageWindow<T> window, Region region) : RegionValues<T>(window.Size.X)
    where T : unmanaged
{
    private readonly T[]?[] _values = new T[region.Slices.Count][];
    private readonly Dictionary<int, int> _places = region.Slices.Select((slice, place) => (slice.Z, place)).ToDictionary();

    /// <inheritdoc/>
    public override void Take()
    {
        for (int place = 0; place < _values.Length; place++)
        {
            RegionSlice slice = region.Slices[place];
            if (window.Measures(slice.Z))
                _values[place] = Gather(slice);
        }
    }

    /// <inheritdoc/>
    public override SliceValues<T> Slice(RegionSlice slice)
    {
        int place = _places[slice.Z];
        return new SliceValues<T>(_values[place], region.Slices[place].Runs);
    }

    private T[] Gather(RegionSlice slice)
    {
        int count = 0;
        foreach (RowRun run in slice.Runs)
            count += run.Length;
        T[] values = GC.AllocateUninitializedArray<T>(count);
        var pixels = new SliceValues<T>(window.Slice(slice.Z), Width);
        int filled = 0;
        foreach (RowRun run in slice.Runs)
        {
            pixels.Of(run).CopyTo(values.AsSpan(filled));
            filled += run.Length;
        }

        return values;
    }
}
