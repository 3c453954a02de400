using System.Globalization;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Finds the runs of labels in a volume, slices in parallel.</summary>
internal static class LabelScanner
{
    private delegate bool Decode<TBits>(TBits bits, out long label);

    public static LabelLayer Scan(Volume volume, int component, string name, GridOrder order, bool isMask, Action? tell, CancellationToken cancellationToken)
    {
        return volume switch
        {
            Volume<byte> v => Run<byte, byte>(v, (byte bits, out long label) => Integer(bits, out label)),
            Volume<sbyte> v => Run<sbyte, byte>(v, (byte bits, out long label) => Integer((sbyte)bits, out label)),
            Volume<ushort> v => Run<ushort, ushort>(v, (ushort bits, out long label) => Integer(bits, out label)),
            Volume<short> v => Run<short, ushort>(v, (ushort bits, out long label) => Integer((short)bits, out label)),
            Volume<uint> v => Run<uint, uint>(v, (uint bits, out long label) => Integer(bits, out label)),
            Volume<int> v => Run<int, uint>(v, (uint bits, out long label) => Integer((int)bits, out label)),
            Volume<long> v => Run<long, ulong>(v, (ulong bits, out long label) => Integer((long)bits, out label)),
            Volume<ulong> v => Run<ulong, ulong>(v, (ulong bits, out long label) => Integer((long)Math.Min(bits, long.MaxValue), out label)),
            Volume<float> v => Run<float, uint>(v, (uint bits, out long label) => Real(BitConverter.UInt32BitsToSingle(bits), isMask, out label)),
            Volume<double> v => Run<double, ulong>(v, (ulong bits, out long label) => Real(BitConverter.UInt64BitsToDouble(bits), isMask, out label)),
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
        };

        LabelLayer Run<TVoxel, TBits>(Volume<TVoxel> typed, Decode<TBits> decode)
            where TVoxel : unmanaged
            where TBits : unmanaged, IEquatable<TBits> =>
            ScanSlices(typed, component, name, order, isMask, decode, tell, cancellationToken);
    }

    private static bool Integer(long value, out long label)
    {
        label = value;
        return true;
    }

    private static bool Real(double value, bool isMask, out long label)
    {
        label = value == 0 ? 0 : LabelLayer.OnlyLabel;
        if (isMask)
            return !double.IsNaN(value);
        if (!(Math.Abs(value) < 1L << 53) || value != Math.Floor(value))
            return false;
        label = (long)value;
        return true;
    }

    private static LabelLayer ScanSlices<TVoxel, TBits>(
        Volume<TVoxel> volume, int component, string name, GridOrder order, bool isMask, Decode<TBits> decode, Action? tell, CancellationToken cancellationToken)
        where TVoxel : unmanaged
        where TBits : unmanaged, IEquatable<TBits>
    {
        VolumeSize size = volume.Geometry.Size;
        VolumeGeometry geometry = order.Apply(volume.Geometry);
        var slices = new LabelSlice[geometry.Size.Z];
        var faults = new string?[geometry.Size.Z];
        ParallelLoop.Run(slices.Length, () => (Collector: new RunCollector(), Buffer: (TVoxel[]?)null), (z, ref state) =>
        {
            ReadOnlySpan<TVoxel> voxels = order.Slice(ComponentVoxels(volume, component), size, z, ref state.Buffer);
            int faulty = ScanSlice(MemoryMarshal.Cast<TVoxel, TBits>(voxels), state.Collector, isMask, decode);
            slices[z] = state.Collector.Take();
            tell?.Invoke();
            if (faulty >= 0)
            {
                (int x, int y, int zInMemory) = order.ToMemory(size, faulty % geometry.Size.X, faulty / geometry.Size.X, z);
                faults[z] = string.Create(CultureInfo.InvariantCulture, $"'{name}' is no {(isMask ? "mask" : "label map")}: voxel ({x}, {y}, {zInMemory}) is {voxels[faulty]}, not a {(isMask ? "" : "whole ")}number.")
                    + (isMask ? "" : " Give fractions to AddFractions, or threshold them first.");
            }
        }, cancellationToken);
        return new LabelLayer(name, geometry, slices, Array.Find(faults, fault => fault is not null)) { HoldsOneSegment = isMask };
    }

    /// <summary>The voxels of one component, x fastest.</summary>
    internal static ReadOnlySpan<T> ComponentVoxels<T>(Volume<T> volume, int component)
        where T : unmanaged =>
        volume.Voxels.Slice(component * (int)volume.Geometry.Size.VoxelCount, (int)volume.Geometry.Size.VoxelCount);

    // Works on bit patterns, so that searching is vectorised for real numbers too and NaN ends a run like any other value.
    private static int ScanSlice<TBits>(ReadOnlySpan<TBits> voxels, RunCollector collector, bool isMask, Decode<TBits> decode)
        where TBits : unmanaged, IEquatable<TBits>
    {
        int start = 0;
        while (start < voxels.Length)
        {
            TBits bits = voxels[start];
            int length = voxels[start..].IndexOfAnyExcept(bits);
            if (length < 0)
                length = voxels.Length - start;
            if (!bits.Equals(default))
            {
                if (!decode(bits, out long label))
                    return start;
                if (label != 0)
                    collector.Add(isMask ? LabelLayer.OnlyLabel : label, start, length);
            }

            start += length;
        }

        return -1;
    }
}
