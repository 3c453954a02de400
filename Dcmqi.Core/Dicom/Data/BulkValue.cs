using System.Buffers;

namespace Dcmqi.Dicom;

/// <summary>A value that is not held in memory as such: a range of a file, of memory, or bytes made while they are asked for.</summary>
internal abstract class BulkValue
{
    private const int CopyBlock = 1 << 20;

    /// <summary>Length in bytes, without padding to even length.</summary>
    public abstract long Length { get; }

    /// <summary>Reads a part of the value. May be called from several threads at once.</summary>
    /// <param name="offset">First byte, from 0.</param>
    /// <param name="destination">Is filled wholly.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part lies outside the value.</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>Gives the whole value block by block; each is valid until the next is asked for.</summary>
    public virtual IEnumerable<ReadOnlyMemory<byte>> Blocks()
    {
        long length = Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(CopyBlock, Math.Max(length, 1)));
        try
        {
            for (long offset = 0; offset < length;)
            {
                Memory<byte> block = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - offset));
                Read(offset, block.Span);
                offset += block.Length;
                yield return block;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Copies the whole value.</summary>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="onBytes">Is told the size of each block once it is copied.</param>
    /// <param name="cancellationToken">Cancels between two blocks.</param>
    public virtual void CopyTo(Stream destination, Action<long>? onBytes = null, CancellationToken cancellationToken = default)
    {
        foreach (ReadOnlyMemory<byte> block in Blocks())
        {
            cancellationToken.ThrowIfCancellationRequested();
            destination.Write(block.Span);
            onBytes?.Invoke(block.Length);
        }
    }

    /// <summary>Copies the whole value by asynchronous I/O.</summary>
    /// <inheritdoc cref="CopyTo"/>
    public async Task CopyToAsync(Stream destination, Action<long>? onBytes, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> block in Blocks())
        {
            await destination.WriteAsync(block, cancellationToken).ConfigureAwait(false);
            onBytes?.Invoke(block.Length);
        }
    }

    /// <summary>Reads the whole value.</summary>
    /// <exception cref="NotSupportedException">It is longer than an array can be.</exception>
    public byte[] ToArray()
    {
        if (Length > Array.MaxLength)
            throw new NotSupportedException($"A value of {Length} bytes does not fit one array ({Array.MaxLength} bytes).");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        Read(0, bytes);
        return bytes;
    }

    private protected void CheckRange(long offset, int count)
    {
        if (offset < 0 || offset > Length - count)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} bytes from {offset} lie outside a value of {Length} bytes.");
    }
}
