namespace Dcmqi.Segmentations;

/// <summary>What a segment has in some of the planes. Most segments are in few planes: memory is taken for those only.</summary>
internal sealed class PlaneMap<T>
{
    private readonly int[] _planes;
    private readonly T[] _values;

    private PlaneMap(int[] planes, T[] values) => (_planes, _values) = (planes, values);

    public static PlaneMap<T> Empty { get; } = new([], []);

    /// <summary>The planes, ascending.</summary>
    public ReadOnlySpan<int> Planes => _planes;

    /// <summary>What is in a plane, or nothing.</summary>
    public T? Find(int plane)
    {
        int index = Array.BinarySearch(_planes, plane);
        return index < 0 ? default : _values[index];
    }

    /// <param name="entries">In ascending order of their planes, none twice.</param>
    public static PlaneMap<T> Of(IReadOnlyCollection<(int Plane, T Value)> entries) =>
        new([.. entries.Select(entry => entry.Plane)], [.. entries.Select(entry => entry.Value)]);
}
