using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>How the slices of a grid are made of the values of another, as <see cref="Volume.ResampleTo"/> makes them: which planes of the other each lies between.</summary>
internal sealed class SliceResampling
{
    // What each thread makes, and writers take, at once.
    private const int BlockBytes = 1 << 20;

    private static readonly int[] AxesBySpeed = [2, 1, 0];

    private readonly VolumeSize _source;
    private readonly VolumeSize _target;
    private readonly GridSampling _sampling;
    private readonly bool _isLinear;

    /// <param name="source">The grid that has values.</param>
    /// <param name="target">The grid wanted.</param>
    /// <param name="resampling">How values are found between voxels.</param>
    public SliceResampling(VolumeGeometry source, VolumeGeometry target, Resampling resampling)
    {
        (_source, _target) = (source.Size, target.Size);
        _sampling = new GridSampling(source, target);
        _isLinear = resampling == Resampling.Linear && !Coincides;
        Axis = AxesBySpeed.MinBy(axis =>
        {
            (int first, int end) = _sampling.Planes(axis, _source, _target, _target.Z / 2, 1);
            return (double)(end - first) / _source.Along(axis);
        });
    }

    /// <summary>The axis of the other grid across which slices lie between the fewest planes.</summary>
    public int Axis { get; }

    /// <summary>Whether every voxel wanted lies on a voxel, or outside.</summary>
    public bool Coincides => _sampling.Coincides;

    /// <summary>The planes across <see cref="Axis"/> between which a slice lies.</summary>
    public (int First, int End) PlanesOf(int z) => _sampling.Planes(Axis, _source, _target, z, 1);

    /// <summary>The planes of one component, of which no more are in memory than those between which a few slices lie, if slices are made in order.</summary>
    /// <param name="length">The values of a plane across <see cref="Axis"/>.</param>
    /// <param name="read">Reads one.</param>
    public PlaneWindow<T> Window<T>(int length, SliceReader<T> read)
        where T : unmanaged
    {
        // One more than there are threads is under way where slices are compressed.
        int under = ParallelLoop.DefaultThreads + 2;
        int block = (int)Math.Min(_target.Z, under * Math.Max(1, BlockBytes / (_target.SliceVoxelCount * Unsafe.SizeOf<T>())));
        int most = 0;
        for (int z = 0; z < _target.Z; z += block)
        {
            (int first, int end) = _sampling.Planes(Axis, _source, _target, z, Math.Min(block, _target.Z - z));
            most = Math.Max(most, end - first);
        }

        return new PlaneWindow<T>(_source.Along(Axis), length, most, read);
    }

    /// <summary>Makes one slice; several threads may do so at once.</summary>
    /// <param name="planes">The values, by <see cref="Window"/>.</param>
    /// <param name="z">The slice.</param>
    /// <param name="outside">The value of what lies outside the other grid.</param>
    /// <param name="slice">Takes it.</param>
    public void Fill<T>(PlaneWindow<T> planes, int z, T outside, Span<T> slice)
        where T : unmanaged, INumber<T>
    {
        slice.Fill(outside);
        (int first, int end) = PlanesOf(z);
        var voxels = new PlaneVoxels<T>(planes.Take(first, end), Axis, _source);
        for (int y = 0; y < _target.Y; y++)
        {
            Span<T> row = slice.Slice(y * _target.X, _target.X);
            if (_isLinear)
                LinearSampler.FillRow(voxels, _source, _sampling, _sampling.RowStart(y, z), row);
            else
                NearestSampler.FillRow(voxels, _source, _sampling, _sampling.RowStart(y, z), row);
        }

        planes.Release(first, end);
    }

    /// <summary>Makes all slices of one component of a file.</summary>
    /// <param name="planes">The file's values, as planes across <see cref="Axis"/>.</param>
    /// <param name="component">The component.</param>
    /// <param name="outside">The value of what lies outside the file's grid.</param>
    /// <param name="sink">Takes slices, in no order and from several threads.</param>
    /// <param name="changed">Makes the exception where the file was written to.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    public void Run<T>(PlaneFile planes, int component, T outside, PlaneFile.SliceSink<T> sink, Func<FileStamp, FileStamp, Exception> changed, CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        PlaneWindow<T> window = Window<T>(planes.PlaneLength, (plane, values) => planes.Read(component, plane, 0, values, changed));
        ParallelLoop.RunOneByOne(_target.Z, new ConcurrentBag<T[]>(), () => new T[(int)_target.SliceVoxelCount], (z, slice) =>
        {
            Fill(window, z, outside, slice);
            sink(component, z, slice);
        }, ParallelLoop.DefaultThreads, cancellationToken);
    }
}
