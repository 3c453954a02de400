namespace Dcmqi.Volumes;

/// <summary>Reads all values of a slice. Several threads may call it at once.</summary>
/// <param name="z">The slice.</param>
/// <param name="slice">Takes them, x fastest, then y.</param>
internal delegate void SliceReader<T>(int z, Span<T> slice)
    where T : unmanaged;
