namespace Dcmqi.Dicom.Encoding;

/// <summary>Bytes that can be read at any place, by several threads at once.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>The length of a source that is read on as it is asked for, and has not come to its end.</summary>
    public const long UnknownLength = long.MaxValue;

    private volatile bool _isDisposed;

    /// <summary>Length in bytes, or <see cref="UnknownLength"/>.</summary>
    public abstract long Length { get; }

    /// <summary>The name used in messages.</summary>
    public virtual string Name => "The stream";

    /// <summary>Says that a value was left where it lies, so that the source must stay open.</summary>
    public bool IsReferenced { get; private set; }

    public void Reference() => IsReferenced = true;

    /// <summary>Fills the destination.</summary>
    /// <exception cref="IOException">The bytes cannot be read, or are fewer than they were.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        try
        {
            ReadCore(offset, destination);
        }
        catch (ObjectDisposedException) when (_isDisposed)
        {
            // Closed by another thread meanwhile: the same is to be said of it as just before.
            ThrowIfDisposed();
        }
    }

    /// <summary>Gives the array that holds a range, where there is one, so that nothing need be copied.</summary>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public bool TryGetArray(long offset, int count, out ArraySegment<byte> array, out long arrayStart)
    {
        ThrowIfDisposed();
        return TryGetArrayCore(offset, count, out array, out arrayStart);
    }

    /// <summary>Reads on to some place where that is how bytes come.</summary>
    /// <returns>The length that is known then: at least <paramref name="end"/>, unless the source ends before.</returns>
    public virtual long Extend(long end) => Length;

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Close();
    }

    protected abstract void ReadCore(long offset, Span<byte> destination);

    protected virtual bool TryGetArrayCore(long offset, int count, out ArraySegment<byte> array, out long arrayStart)
    {
        array = default;
        arrayStart = 0;
        return false;
    }

    protected virtual void Close()
    {
    }

    private void ThrowIfDisposed()
    {
        if (_isDisposed)
            throw new ObjectDisposedException(Name, $"{Name} was closed: the object that was opened from it has been disposed of.");
    }
}
