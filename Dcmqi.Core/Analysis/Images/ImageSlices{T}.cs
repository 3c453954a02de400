using System.Buffers;
using System.Runtime.CompilerServices;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Analysis.Images;

/// <summary><see cref="ImageSlices"/> with voxels of one type.</summary>
internal sealed class ImageSlices<T> : ImageSlices
    where T : unmanaged
{
    private readonly Func<IReadOnlyList<string>> _warnings;

    /// <param name="volume">An image in memory.</param>
    public ImageSlices(Volume<T> volume)
        : base(volume.Geometry)
    {
        Held = volume.VoxelArray;
        Read = (z, slice) => volume.Slice(z).CopyTo(slice);
        _warnings = () => volume.Warnings;
    }

    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="read">Reads a slice.</param>
    /// <param name="warnings">What was tolerated so far.</param>
    public ImageSlices(VolumeGeometry geometry, SliceReader read, Func<IReadOnlyList<string>> warnings)
        : base(geometry) => (Read, _warnings) = (read, warnings);

    /// <summary>Reads all values of a slice. Several threads may call it at once.</summary>
    public delegate void SliceReader(int z, Span<T> slice);

    /// <summary>All voxels, where they are in memory.</summary>
    public T[]? Held { get; }

    public SliceReader Read { get; }

    /// <inheritdoc/>
    public override bool IsReal => default(T) is float or double;

    /// <inheritdoc/>
    public override int ValueBytes => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => _warnings();

    /// <inheritdoc/>
    public override ImageSlices In(GridOrder order, int threads, CancellationToken cancellationToken)
    {
        VolumeGeometry turned = order.Apply(Geometry);
        if (order.KeepsSliceAxis && Held is null)
            return new ImageSlices<T>(turned, (z, slice) => ReadIn(order, z, slice), _warnings);
        T[] voxels = Held ?? ReadAll(threads, cancellationToken);
        T[] moved = LargeArrays.Uninitialized<T>(voxels.Length);
        int length = (int)turned.Size.SliceVoxelCount;
        ParallelLoop.Run(turned.Size.Z, () => (T[]?)null, (z, ref buffer) => order.Slice<T>(voxels, Geometry.Size, z, ref buffer).CopyTo(moved.AsSpan(z * length, length)), cancellationToken, threads);
        return new ImageSlices<T>(new Volume<T>(turned, moved) { Warnings = Warnings });
    }

    /// <inheritdoc/>
    public override ImageWindow NewWindow(MeasuredImage image, int reach, long stepBytes) => new ImageWindow<T>(this, image.Padding, reach, stepBytes);

    private void ReadIn(GridOrder order, int z, Span<T> slice)
    {
        T[] plane = ArrayPool<T>.Shared.Rent(slice.Length), buffer = ArrayPool<T>.Shared.Rent(slice.Length);
        Read(order.SliceOf(Geometry.Size, z), plane.AsSpan(0, slice.Length));
        T[]? gathered = buffer;
        order.Slice<T>(plane.AsSpan(0, slice.Length), Geometry.Size with { Z = 1 }, 0, ref gathered).CopyTo(slice);
        ArrayPool<T>.Shared.Return(plane);
        ArrayPool<T>.Shared.Return(buffer);
    }

    // Slices of another order have something of every slice of this one.
    private T[] ReadAll(int threads, CancellationToken cancellationToken)
    {
        if (Geometry.Size.VoxelCount > Array.MaxLength)
            throw new NotSupportedException($"A volume of {Geometry.Size} voxels, whose slices are not those of the segmentation, has more than {Array.MaxLength} values.");
        T[] voxels = LargeArrays.Uninitialized<T>((int)Geometry.Size.VoxelCount);
        int length = (int)Geometry.Size.SliceVoxelCount;
        ParallelLoop.Run(Geometry.Size.Z, z => Read(z, voxels.AsSpan(z * length, length)), cancellationToken, threads);
        return voxels;
    }
}
