using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Values that are made slice by slice, or part by part of slices, when their bytes are asked for. Each byte can be asked for once.</summary>
/// <remarks>A part that lies in the bytes asked for is made there. One that does not lie in them wholly is made once, and kept until all its bytes were given.</remarks>
internal sealed class SliceBytes<T> : VoxelBytes
    where T : unmanaged
{
    private readonly SlicedContent<T> _content;
    private readonly int _interleaved;
    private readonly bool _swap;

    // Where the parts of a slice begin, and where the last ends, in bytes.
    private readonly long[] _starts;
    private readonly Dictionary<int, KeptPart> _kept = [];

    public SliceBytes(SlicedContent<T> content, bool swap, bool interleave)
    {
        (_content, _swap) = (content, swap);
        _interleaved = interleave ? content.Components : 1;
        _starts = [.. Enumerable.Range(0, content.FirstRows.Length + 1).Select(part => content.StartOf(part) * Unit)];
        long most = Enumerable.Range(0, Parts).Max(part => _starts[part + 1] - _starts[part]);
        MadeAtOnce = most <= Array.MaxLength
            ? (int)most
            : throw new NotSupportedException($"A slice of {content.Geometry.Size} voxels with {_interleaved} values each is too large to be made at once.");
        Length = _starts[^1] * content.Geometry.Size.Z * (interleave ? 1 : content.Components);
    }

    public override long Length { get; }

    public override int Unit => Unsafe.SizeOf<T>() * _interleaved;

    public override int? MadeAtOnce { get; }

    public override int MostAtOnce => _content.MostAtOnce;

    private int Parts => _content.FirstRows.Length;

    public override ReadOnlySpan<byte> Get(long offset, int count, ref byte[]? scratch)
    {
        if (scratch is null || scratch.Length < count)
            scratch = GC.AllocateUninitializedArray<byte>(count);
        Span<byte> bytes = scratch.AsSpan(0, count);
        for (Span<byte> rest = bytes; !rest.IsEmpty;)
        {
            (long slice, long inSlice) = Math.DivRem(offset, _starts[^1]);
            int part = Array.BinarySearch(_starts, inSlice);
            part = part < 0 ? ~part - 1 : part;
            int index = (int)((slice * Parts) + part), length = (int)(_starts[part + 1] - _starts[part]), from = (int)(inSlice - _starts[part]);
            Span<byte> target = rest[..Math.Min(length - from, rest.Length)];
            if (target.Length == length)
                Fill(index, target);
            else
                Copy(index, length, from, target);
            rest = rest[target.Length..];
            offset += target.Length;
        }

        return bytes;
    }

    private void Copy(int index, int length, int from, Span<byte> target)
    {
        KeptPart? kept;
        lock (_kept)
        {
            if (!_kept.TryGetValue(index, out kept))
                _kept.Add(index, kept = new KeptPart { Left = length });
        }

        lock (kept)
        {
            if (kept.Bytes is null)
            {
                byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
                Fill(index, bytes.AsSpan(0, length));
                kept.Bytes = bytes;
            }
        }

        kept.Bytes.AsSpan(from, target.Length).CopyTo(target);
        if (Interlocked.Add(ref kept.Left, -target.Length) > 0)
            return;
        lock (_kept)
            _kept.Remove(index);
        ArrayPool<byte>.Shared.Return(kept.Bytes);
    }

    private void Fill(int index, Span<byte> bytes)
    {
        Span<T> values = MemoryMarshal.Cast<byte, T>(bytes);
        if (_interleaved == 1)
            _content.Fill(index, values);
        else
            Interleave(index, values);
        if (_swap)
            ByteOrder.Reverse(values);
    }

    private void Interleave(int index, Span<T> values)
    {
        int pixels = values.Length / _interleaved, partsOfOne = _content.Geometry.Size.Z * Parts;
        T[] one = ArrayPool<T>.Shared.Rent(pixels);
        for (int component = 0; component < _interleaved; component++)
        {
            _content.Fill((component * partsOfOne) + index, one.AsSpan(0, pixels));
            for (int pixel = 0, to = component; pixel < pixels; pixel++, to += _interleaved)
                values[to] = one[pixel];
        }

        ArrayPool<T>.Shared.Return(one);
    }

    private sealed class KeptPart
    {
        public byte[]? Bytes;
        public int Left;
    }
}
