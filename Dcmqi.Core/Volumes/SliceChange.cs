using System.Numerics;

namespace Dcmqi.Volumes;

/// <summary>What is done to the slices of a file as they are read.</summary>
internal abstract class SliceChange
{
    /// <summary>Changes one slice of one component. Slices come in the order of the file, by one thread at a time.</summary>
    /// <param name="component">The component.</param>
    /// <param name="z">The slice.</param>
    /// <param name="values">Its values, x fastest.</param>
    public abstract void Apply<T>(int component, int z, Span<T> values)
        where T : unmanaged, INumber<T>;
}
