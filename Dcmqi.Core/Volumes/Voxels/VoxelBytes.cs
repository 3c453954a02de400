using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>The values of a volume as the bytes of a file, any part at a time and from several threads at once.</summary>
internal abstract class VoxelBytes
{
    public abstract long Length { get; }

    /// <summary>
    /// Bytes from an offset on: the volume's own memory where the file's order is its order, else the scratch array, filled.
    /// Offset and count are multiples of the bytes of one voxel.
    /// </summary>
    public abstract ReadOnlySpan<byte> Get(long offset, int count, ref byte[]? scratch);

    /// <summary>Bytes that may not be split: one value, or all components of a voxel where they lie side by side.</summary>
    public abstract int Unit { get; }

    /// <summary>The bytes that are made at once, where they are made as they are asked for; <see langword="null"/> where they are in memory.</summary>
    public virtual int? MadeAtOnce => null;

    /// <summary>By how many threads at most they are made.</summary>
    public virtual int MostAtOnce => int.MaxValue;

    public static VoxelBytes Of(Volume volume, bool bigEndian, bool componentsFirst) => volume switch
    {
        Volume<sbyte> v => Of(v, bigEndian, componentsFirst),
        Volume<byte> v => Of(v, bigEndian, componentsFirst),
        Volume<short> v => Of(v, bigEndian, componentsFirst),
        Volume<ushort> v => Of(v, bigEndian, componentsFirst),
        Volume<int> v => Of(v, bigEndian, componentsFirst),
        Volume<uint> v => Of(v, bigEndian, componentsFirst),
        Volume<long> v => Of(v, bigEndian, componentsFirst),
        Volume<ulong> v => Of(v, bigEndian, componentsFirst),
        Volume<float> v => Of(v, bigEndian, componentsFirst),
        _ => Of((Volume<double>)volume, bigEndian, componentsFirst),
    };

    private static Typed<T> Of<T>(Volume<T> volume, bool bigEndian, bool componentsFirst)
        where T : unmanaged =>
        new(volume, bigEndian == BitConverter.IsLittleEndian && Unsafe.SizeOf<T>() > 1, componentsFirst && volume.Components > 1);

    private sealed class Typed<T>(Volume<T> volume, bool swap, bool interleave) : VoxelBytes
        where T : unmanaged
    {
        private readonly int _size = Unsafe.SizeOf<T>();
        private readonly int _components = interleave ? volume.Components : 1;

        public override long Length => (long)volume.VoxelArray.Length * _size;

        public override int Unit => _size * _components;

        public override ReadOnlySpan<byte> Get(long offset, int count, ref byte[]? scratch)
        {
            ReadOnlySpan<T> voxels = volume.VoxelArray;
            if (!swap && _components == 1)
                return MemoryMarshal.AsBytes(voxels.Slice((int)(offset / _size), count / _size));

            if (scratch is null || scratch.Length < count)
                scratch = new byte[count];
            Span<T> target = MemoryMarshal.Cast<byte, T>(scratch.AsSpan(0, count));
            if (_components == 1)
            {
                voxels.Slice((int)(offset / _size), target.Length).CopyTo(target);
            }
            else
            {
                int first = (int)(offset / Unit), perComponent = voxels.Length / _components;
                for (int component = 0; component < _components; component++)
                {
                    ReadOnlySpan<T> source = voxels[((component * perComponent) + first)..];
                    for (int i = 0, to = component; to < target.Length; i++, to += _components)
                        target[to] = source[i];
                }
            }

            if (swap)
                ByteOrder.Reverse(target);
            return scratch.AsSpan(0, count);
        }
    }
}
