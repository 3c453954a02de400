using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi;

public partial class Volume<T>
{
    private delegate void RowFiller<TVoxel>(HeldVoxels<TVoxel> source, VolumeSize size, in GridSampling sampling, Vector3d start, Span<TVoxel> target)
        where TVoxel : unmanaged;

    /// <inheritdoc/>
    public override Volume<T> ResampleTo(VolumeGeometry geometry, Resampling resampling, double outside = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (!Enum.IsDefined(resampling))
            throw new ArgumentOutOfRangeException(nameof(resampling), resampling, "The resampling is NearestNeighbor or Linear.");
        if (geometry.Size == Geometry.Size && geometry.IsCloseTo(Geometry, 1e-6))
            return this;

        var sampling = new GridSampling(Geometry, geometry);
        T[] voxels = LargeArrays.Zeroed<T>(CheckedLength(geometry, Components));
        if (outside != 0)
            voxels.AsSpan().Fill(Outside(outside));
        if (resampling == Resampling.NearestNeighbor || sampling.Coincides)
            FillRows(voxels, geometry.Size, sampling, NearestSampler.FillRow, cancellationToken);
        else
            FillLinearly(voxels, geometry.Size, sampling, cancellationToken);
        return Resampled(geometry, voxels, [.. Warnings, .. ResamplingNotes(Described, Geometry, geometry, resampling)]);
    }

    private protected virtual Volume<T> Resampled(VolumeGeometry geometry, T[] voxels, IReadOnlyList<string> warnings) =>
        new(geometry, voxels, ComponentAxis, Components) { Name = Name, Warnings = warnings, Properties = Properties, Comments = Comments };

    private static T Outside(double value)
    {
        object voxel = default(T) switch
        {
            byte => (object)Held<byte>(value),
            sbyte => Held<sbyte>(value),
            ushort => Held<ushort>(value),
            short => Held<short>(value),
            uint => Held<uint>(value),
            int => Held<int>(value),
            ulong => Held<ulong>(value),
            long => Held<long>(value),
            float => (float)value,
            _ => value,
        };
        return (T)voxel;
    }

    private static TVoxel Held<TVoxel>(double value)
        where TVoxel : unmanaged, INumber<TVoxel>
    {
        var voxel = TVoxel.CreateSaturating(value);
        return double.CreateTruncating(voxel) == value
            ? voxel
            : throw new ArgumentOutOfRangeException("outside", value, $"A volume of {typeof(TVoxel).Name} cannot hold this value.");
    }

    private void FillLinearly(T[] voxels, VolumeSize size, GridSampling sampling, CancellationToken cancellationToken)
    {
        switch ((Volume)this)
        {
            case Volume<byte> v: Run(v); break;
            case Volume<sbyte> v: Run(v); break;
            case Volume<ushort> v: Run(v); break;
            case Volume<short> v: Run(v); break;
            case Volume<uint> v: Run(v); break;
            case Volume<int> v: Run(v); break;
            case Volume<ulong> v: Run(v); break;
            case Volume<long> v: Run(v); break;
            case Volume<float> v: Run(v); break;
            case Volume<double> v: Run(v); break;
        }

        void Run<TVoxel>(Volume<TVoxel> typed)
            where TVoxel : unmanaged, INumber<TVoxel> =>
            typed.FillRows((TVoxel[])(object)voxels, size, sampling, LinearSampler.FillRow, cancellationToken);
    }

    private void FillRows(T[] voxels, VolumeSize size, GridSampling sampling, RowFiller<T> fill, CancellationToken cancellationToken)
    {
        int volume = (int)Geometry.Size.VoxelCount;
        ParallelLoop.Run(size.Z * Components, index =>
        {
            (int component, int z) = Math.DivRem(index, size.Z);
            var source = new HeldVoxels<T>(_voxels, component * volume, Geometry.Size);
            for (int y = 0; y < size.Y; y++)
                fill(source, Geometry.Size, sampling, sampling.RowStart(y, z), voxels.AsSpan(((index * size.Y) + y) * size.X, size.X));
        }, cancellationToken);
    }
}
