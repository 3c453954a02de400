namespace Dcmqi.Analysis.Images;

/// <summary>The values of a region where they lie: in the slices that are in memory.</summary>
internal sealed class WindowValues<T>(ImageWindow<T> window) : RegionValues<T>(window.Size.X)
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Take()
    {
    }

    /// <inheritdoc/>
    public override SliceValues<T> Slice(RegionSlice slice) => new(window.Slice(slice.Z), Width);
}
