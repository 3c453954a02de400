using System.Buffers;
using System.Runtime.CompilerServices;
using Dcmqi.Volumes;

namespace Dcmqi.Analysis.Images;

/// <summary><see cref="ImageSlices"/> with voxels of one type.</summary>
internal sealed class ImageSlices<T> : ImageSlices
    where T : unmanaged
{
    private readonly Func<IReadOnlyList<string>> _warnings;
    private readonly Lazy<PlaneFile>? _planes;

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
    public ImageSlices(VolumeGeometry geometry, SliceReader<T> read, Func<IReadOnlyList<string>> warnings)
        : base(geometry) => (Read, _warnings) = (read, warnings);

    private ImageSlices(VolumeGeometry geometry, Lazy<PlaneFile> planes, SliceReader<T> read, Func<IReadOnlyList<string>> warnings)
        : this(geometry, read, warnings) => _planes = planes;

    /// <summary>All voxels, where they are in memory.</summary>
    public T[]? Held { get; }

    public SliceReader<T> Read { get; }

    /// <inheritdoc/>
    public override bool IsReal => default(T) is float or double;

    /// <inheritdoc/>
    public override int ValueBytes => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings => _warnings();

    /// <inheritdoc/>
    public override ImageSlices In(GridOrder order, int threads, VolumeReading work)
    {
        VolumeGeometry turned = order.Apply(Geometry);
        VolumeSize size = Geometry.Size, inPlanes = order.SizeInPlanes(size);
        if (Held is { } voxels)
            return new ImageSlices<T>(turned, (z, slice) => Gather(order, voxels, size, z, slice), _warnings);
        if (order.KeepsSliceAxis)
            return new ImageSlices<T>(turned, (z, slice) => ReadIn(order, size, Read, z, slice), _warnings);

        // Slices of the other order have something of every slice of this one.
        var planes = new Lazy<PlaneFile>(() => PlaneFile.Across(size, 1, order.SliceAxis, Read, threads, work));
        return new ImageSlices<T>(turned, planes, (z, slice) => ReadIn(order.InPlanes, inPlanes, (plane, values) => planes.Value.Read(0, plane, 0, values), z, slice), _warnings);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_planes is { IsValueCreated: true })
            _planes.Value.Dispose();
    }

    /// <inheritdoc/>
    public override ImageWindow NewWindow(MeasuredImage image, int reach, long stepBytes) => new ImageWindow<T>(this, image.Padding, reach, stepBytes);

    private static void ReadIn(GridOrder order, VolumeSize size, SliceReader<T> read, int z, Span<T> slice)
    {
        T[] plane = ArrayPool<T>.Shared.Rent(slice.Length);
        read(order.SliceOf(size, z), plane.AsSpan(0, slice.Length));
        Gather(order, plane.AsSpan(0, slice.Length), size with { Z = 1 }, 0, slice);
        ArrayPool<T>.Shared.Return(plane);
    }

    private static void Gather(GridOrder order, ReadOnlySpan<T> voxels, VolumeSize size, int z, Span<T> slice)
    {
        T[]? buffer = ArrayPool<T>.Shared.Rent(slice.Length);
        order.Slice(voxels, size, z, ref buffer).CopyTo(slice);
        ArrayPool<T>.Shared.Return(buffer!);
    }
}
