using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Values that are made slice by slice when their bytes are asked for. Each byte can be asked for once.</summary>
/// <remarks>A slice that lies in the bytes asked for is made there. One that does not lie in them wholly is made once, and kept until all its bytes were given.</remarks>
internal sealed class SliceBytes<T> : VoxelBytes
    where T : unmanaged
{
    private readonly SlicedContent<T>.Filler _fill;
    private readonly int _pixels;
    private readonly int _slices;
    private readonly int _interleaved;
    private readonly int _sliceBytes;
    private readonly bool _swap;
    private readonly Dictionary<int, KeptSlice> _kept = [];

    public SliceBytes(SlicedContent<T>.Filler fill, int pixels, int slices, int components, bool swap, bool interleave)
    {
        (_fill, _pixels, _slices, _swap) = (fill, pixels, slices, swap);
        _interleaved = interleave ? components : 1;
        _sliceBytes = checked(pixels * Unsafe.SizeOf<T>() * _interleaved);
        Length = (long)_sliceBytes * slices * (interleave ? 1 : components);
    }

    public override long Length { get; }

    public override int Unit => Unsafe.SizeOf<T>() * _interleaved;

    public override int? MadeAtOnce => _sliceBytes;

    public override ReadOnlySpan<byte> Get(long offset, int count, ref byte[]? scratch)
    {
        if (scratch is null || scratch.Length < count)
            scratch = GC.AllocateUninitializedArray<byte>(count);
        Span<byte> bytes = scratch.AsSpan(0, count);
        for (Span<byte> rest = bytes; !rest.IsEmpty;)
        {
            (long slice, long from) = Math.DivRem(offset, _sliceBytes);
            Span<byte> part = rest[..(int)Math.Min(_sliceBytes - from, rest.Length)];
            if (part.Length == _sliceBytes)
                Fill((int)slice, part);
            else
                CopyPart((int)slice, (int)from, part);
            rest = rest[part.Length..];
            offset += part.Length;
        }

        return bytes;
    }

    private void CopyPart(int slice, int from, Span<byte> part)
    {
        KeptSlice? kept;
        lock (_kept)
        {
            if (!_kept.TryGetValue(slice, out kept))
                _kept.Add(slice, kept = new KeptSlice { Left = _sliceBytes });
        }

        lock (kept)
        {
            if (kept.Bytes is null)
            {
                byte[] bytes = ArrayPool<byte>.Shared.Rent(_sliceBytes);
                Fill(slice, bytes.AsSpan(0, _sliceBytes));
                kept.Bytes = bytes;
            }
        }

        kept.Bytes.AsSpan(from, part.Length).CopyTo(part);
        if (Interlocked.Add(ref kept.Left, -part.Length) > 0)
            return;
        lock (_kept)
            _kept.Remove(slice);
        ArrayPool<byte>.Shared.Return(kept.Bytes);
    }

    private void Fill(int slice, Span<byte> bytes)
    {
        Span<T> values = MemoryMarshal.Cast<byte, T>(bytes);
        if (_interleaved == 1)
            _fill(slice, values);
        else
            Interleave(slice, values);
        if (_swap)
            ByteOrder.Reverse(values);
    }

    private void Interleave(int slice, Span<T> values)
    {
        T[] one = ArrayPool<T>.Shared.Rent(_pixels);
        for (int component = 0; component < _interleaved; component++)
        {
            _fill((component * _slices) + slice, one.AsSpan(0, _pixels));
            for (int pixel = 0, to = component; pixel < _pixels; pixel++, to += _interleaved)
                values[to] = one[pixel];
        }

        ArrayPool<T>.Shared.Return(one);
    }

    private sealed class KeptSlice
    {
        public byte[]? Bytes;
        public int Left;
    }
}
