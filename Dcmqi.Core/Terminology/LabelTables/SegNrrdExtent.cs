namespace Dcmqi.Terminology;

/// <summary>A box of voxels of a file, both ends among them, as <c>SegmentN_Extent</c> of a <c>.seg.nrrd</c> file has it.</summary>
internal readonly record struct SegNrrdExtent(int FirstX, int LastX, int FirstY, int LastY, int FirstZ, int LastZ)
{
    private const int Numbers = 6;

    /// <summary>Whether it holds nothing, as 3D Slicer says it of an empty segment: <c>0 -1 0 -1 0 -1</c>.</summary>
    public bool IsEmpty => LastX < FirstX || LastY < FirstY || LastZ < FirstZ;

    /// <summary>Reads <c>i0 i1 j0 j1 k0 k1</c>.</summary>
    public static bool TryParse(string text, out SegNrrdExtent extent)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Span<int> numbers = stackalloc int[Numbers];
        bool isOne = parts.Length == Numbers;
        for (int index = 0; isOne && index < Numbers; index++)
            isOne = int.TryParse(parts[index], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out numbers[index]);
        extent = isOne ? new SegNrrdExtent(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) : default;
        return isOne;
    }

    /// <summary>The smallest box that holds both.</summary>
    public SegNrrdExtent With(SegNrrdExtent other) => IsEmpty ? other : other.IsEmpty ? this : new SegNrrdExtent(
        Math.Min(FirstX, other.FirstX), Math.Max(LastX, other.LastX), Math.Min(FirstY, other.FirstY), Math.Max(LastY, other.LastY), Math.Min(FirstZ, other.FirstZ), Math.Max(LastZ, other.LastZ));

    /// <summary>The volume without the voxels of a layer that lie outside; a copy where there are any, as what was given is the caller's.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="layer">The component of the volume.</param>
    /// <param name="isCopy">Whether the volume may be changed.</param>
    /// <param name="dropped">How many voxels were set outside.</param>
    public Volume Cut(Volume volume, int layer, bool isCopy, out long dropped) => volume switch
    {
        Volume<byte> v => Cut(v, layer, isCopy, out dropped),
        Volume<sbyte> v => Cut(v, layer, isCopy, out dropped),
        Volume<ushort> v => Cut(v, layer, isCopy, out dropped),
        Volume<short> v => Cut(v, layer, isCopy, out dropped),
        Volume<uint> v => Cut(v, layer, isCopy, out dropped),
        Volume<int> v => Cut(v, layer, isCopy, out dropped),
        Volume<ulong> v => Cut(v, layer, isCopy, out dropped),
        Volume<long> v => Cut(v, layer, isCopy, out dropped),
        Volume<float> v => Cut(v, layer, isCopy, out dropped),
        _ => Cut((Volume<double>)volume, layer, isCopy, out dropped),
    };

    /// <summary>Sets what lies outside to 0.</summary>
    /// <param name="slice">A slice.</param>
    /// <param name="size">The size of the volume.</param>
    /// <param name="z">Which slice of it.</param>
    /// <returns>How many voxels were set outside.</returns>
    public long Cut<T>(Span<T> slice, VolumeSize size, int z)
        where T : unmanaged, IEquatable<T>
    {
        int firstX = Math.Clamp(FirstX, 0, size.X), endX = IsEmpty ? firstX : Math.Clamp(LastX, -1, size.X - 1) + 1;
        long dropped = 0;
        for (int y = 0; y < size.Y; y++)
        {
            Span<T> row = slice.Slice(y * size.X, size.X);
            bool isInside = z >= FirstZ && z <= LastZ && y >= FirstY && y <= LastY && endX > firstX;
            dropped += Drop(row[..(isInside ? firstX : size.X)]) + Drop(row[(isInside ? endX : size.X)..]);
        }

        return dropped;
    }

    private Volume<T> Cut<T>(Volume<T> volume, int layer, bool isCopy, out long dropped)
        where T : unmanaged, IEquatable<T>
    {
        VolumeSize size = volume.Geometry.Size;
        T[] slice = new T[size.SliceVoxelCount];
        dropped = 0;
        for (int z = 0; z < size.Z; z++)
        {
            volume.Slice(z, layer).CopyTo(slice);
            long inSlice = Cut(slice.AsSpan(), size, z);
            if (inSlice == 0)
                continue;
            if (!isCopy)
                volume = (Volume<T>)volume.Copy();
            isCopy = true;
            dropped += inSlice;
            slice.CopyTo(volume.Slice(z, layer));
        }

        return volume;
    }

    private static long Drop<T>(Span<T> voxels)
        where T : unmanaged, IEquatable<T>
    {
        if (voxels.IndexOfAnyExcept(default(T)) < 0)
            return 0;
        long dropped = voxels.Length - voxels.Count(default(T));
        voxels.Clear();
        return dropped;
    }
}
