namespace Dcmqi.Dicom.Encoding;

/// <summary>Bytes that can be read at any place, by several threads at once.</summary>
internal abstract class ByteSource : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Fills the destination.</summary>
    /// <exception cref="IOException">The bytes cannot be read, or are fewer than they were.</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>Gives the array that holds a range, where there is one, so that nothing need be copied.</summary>
    public virtual bool TryGetArray(long offset, int count, out ArraySegment<byte> array, out long arrayStart)
    {
        array = default;
        arrayStart = 0;
        return false;
    }

    /// <summary>Says that a value was left where it lies, so that the source must stay open.</summary>
    public bool IsReferenced { get; private set; }

    public void Reference() => IsReferenced = true;

    public virtual void Dispose()
    {
    }
}
