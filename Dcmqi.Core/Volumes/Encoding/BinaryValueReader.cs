using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Values in binary: read straight into their place, bytes swapped there where the file's order is not the machine's.</summary>
internal sealed class BinaryValueReader<T>(Stream stream, bool bigEndian, string? fileName) : ValueReader<T>
    where T : unmanaged
{
    // One span of bytes holds at most int.MaxValue; blocks of this size also stay in the cache until they are swapped.
    private const int SwapBlockBytes = 1 << 18;

    private const int BlockBytes = 1 << 30;

    public override int Fill(Span<T> destination)
    {
        int size = Unsafe.SizeOf<T>();
        bool swap = size > 1 && bigEndian == BitConverter.IsLittleEndian;
        int block = (swap ? SwapBlockBytes : BlockBytes) / size;
        int filled = 0;
        while (filled < destination.Length)
        {
            Span<T> part = destination.Slice(filled, Math.Min(block, destination.Length - filled));
            int count = VoxelStreams.ReadUpTo(stream, MemoryMarshal.AsBytes(part), fileName) / size;
            if (swap)
                ByteOrder.Reverse(part[..count]);
            filled += count;
            if (count < part.Length)
                break;
        }

        return filled;
    }
}
