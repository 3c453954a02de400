using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>A layer whose voxels are read from a file each time they are asked for.</summary>
/// <param name="file">The file.</param>
/// <param name="component">Which of its values.</param>
/// <param name="grid">The grid as it is in the file.</param>
/// <param name="name">What messages call it.</param>
/// <param name="order">In which order its axes are those of the images; the file's planes are across its <see cref="GridOrder.SliceAxis"/>.</param>
/// <param name="metadata">What the values are.</param>
internal sealed class FileMapLayer<T>(ValueFile file, int component, VolumeGeometry grid, string name, GridOrder order, ParametricMapMetadata metadata)
    : MapLayer<T>(name, order.Apply(grid), metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Slices are put together in here when their rows lie otherwise in the file.
    [ThreadStatic]
    private static T[]? _gathered;

    private readonly GridOrder _inPlanes = order.InPlanes;
    private readonly VolumeSize _size = order.SizeInPlanes(grid.Size);
    private readonly int _planeLength = (int)order.SizeInPlanes(grid.Size).SliceVoxelCount;

    public override ValueFile File => file;

    public override void Store(int slice, StoredPixels pixels, Span<byte> destination)
    {
        int z = _inPlanes.SliceOf(_size, slice);

        // Real numbers that are stored as they are need no other memory on the way.
        if (_inPlanes.KeepsSlices && BitConverter.IsLittleEndian && pixels.StoresAsIs<T>())
        {
            file.ReadPlane(component, z, MemoryMarshal.Cast<byte, T>(destination));
            return;
        }

        T[] plane = ArrayPool<T>.Shared.Rent(_planeLength);
        file.ReadPlane(component, z, plane.AsSpan(0, _planeLength));
        pixels.Store(_inPlanes.Slice<T>(plane.AsSpan(0, _planeLength), _size with { Z = 1 }, 0, ref _gathered), destination);
        ArrayPool<T>.Shared.Return(plane);
    }

    protected override void InBlocks<TResult>(Func<TResult> start, BlockWork<TResult> work, Action<TResult> end, CancellationToken cancellationToken) =>
        ParallelLoop.Run(_size.Z, () => (Plane: ArrayPool<T>.Shared.Rent(_planeLength), Result: start()), (z, ref state) =>
        {
            Span<T> plane = state.Plane.AsSpan(0, _planeLength);
            file.ReadPlane(component, z, plane);
            state.Result = work(plane, state.Result);
        }, cancellationToken, end: state =>
        {
            ArrayPool<T>.Shared.Return(state.Plane);
            end(state.Result);
        });
}
