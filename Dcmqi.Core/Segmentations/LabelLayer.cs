using System.Globalization;
using System.Runtime.InteropServices;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>One label map as runs, on the grid whose rows and columns are those of the images.</summary>
internal sealed class LabelLayer
{
    private LabelLayer(string name, VolumeGeometry geometry, LabelSlice[] slices, string? fault)
    {
        Name = name;
        Geometry = geometry;
        Slices = slices;
        Fault = fault;
        var counts = new SortedDictionary<long, long>();
        foreach (LabelSlice slice in slices)
        {
            for (int index = 0; index < slice.Labels.Length; index++)
            {
                long voxels = 0;
                foreach (LabelRun run in slice.Runs.AsSpan(slice.Starts[index]..slice.Starts[index + 1]))
                    voxels += run.Length;
                counts[slice.Labels[index]] = counts.GetValueOrDefault(slice.Labels[index]) + voxels;
            }
        }

        VoxelCounts = counts;
    }

    private delegate bool Decode<TBits>(TBits bits, out long label);

    /// <summary>The file the labels came from, for messages.</summary>
    public string Name { get; }

    public VolumeGeometry Geometry { get; }

    public LabelSlice[] Slices { get; }

    /// <summary>Voxels of each label, by label.</summary>
    public IReadOnlyDictionary<long, long> VoxelCounts { get; }

    /// <summary>What keeps the volume from being a label map; <see langword="null"/> where nothing does.</summary>
    public string? Fault { get; }

    /// <summary>Turns a volume into runs; its voxels are touched once and not kept.</summary>
    /// <exception cref="NotSupportedException">The voxel type holds no numbers.</exception>
    public static LabelLayer Of(Volume volume, string name, GridOrder order, CancellationToken cancellationToken)
    {
        if (volume.Components != 1)
            return new LabelLayer(name, volume.Geometry, [], $"'{name}' has {volume.Components} values per voxel; a label map has one.");
        return volume switch
        {
            Volume<byte> labels => Scan<byte, byte>(labels, name, order, (byte bits, out long label) => Whole(bits, out label), cancellationToken),
            Volume<sbyte> labels => Scan<sbyte, byte>(labels, name, order, (byte bits, out long label) => Whole((sbyte)bits, out label), cancellationToken),
            Volume<ushort> labels => Scan<ushort, ushort>(labels, name, order, (ushort bits, out long label) => Whole(bits, out label), cancellationToken),
            Volume<short> labels => Scan<short, ushort>(labels, name, order, (ushort bits, out long label) => Whole((short)bits, out label), cancellationToken),
            Volume<uint> labels => Scan<uint, uint>(labels, name, order, (uint bits, out long label) => Whole(bits, out label), cancellationToken),
            Volume<int> labels => Scan<int, uint>(labels, name, order, (uint bits, out long label) => Whole((int)bits, out label), cancellationToken),
            Volume<long> labels => Scan<long, ulong>(labels, name, order, (ulong bits, out long label) => Whole((long)bits, out label), cancellationToken),
            Volume<ulong> labels => Scan<ulong, ulong>(labels, name, order, (ulong bits, out long label) => Whole((long)Math.Min(bits, long.MaxValue), out label), cancellationToken),
            Volume<float> labels => Scan<float, uint>(labels, name, order, (uint bits, out long label) => Whole(BitConverter.UInt32BitsToSingle(bits), out label), cancellationToken),
            Volume<double> labels => Scan<double, ulong>(labels, name, order, (ulong bits, out long label) => Whole(BitConverter.UInt64BitsToDouble(bits), out label), cancellationToken),
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; a label map holds integers, or real numbers that are whole."),
        };
    }

    private static bool Whole(long value, out long label)
    {
        label = value;
        return true;
    }

    private static bool Whole(double value, out long label)
    {
        label = 0;
        if (!(Math.Abs(value) < 1L << 53) || value != Math.Floor(value))
            return false;
        label = (long)value;
        return true;
    }

    private static LabelLayer Scan<TVoxel, TBits>(
        Volume<TVoxel> volume, string name, GridOrder order, Decode<TBits> decode, CancellationToken cancellationToken)
        where TVoxel : unmanaged
        where TBits : unmanaged, IEquatable<TBits>
    {
        VolumeGeometry geometry = order.Apply(volume.Geometry);
        var slices = new LabelSlice[geometry.Size.Z];
        var faults = new string?[geometry.Size.Z];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, slices.Length, options, () => (Collector: new RunCollector(), Buffer: (TVoxel[]?)null), (z, _, state) =>
        {
            TVoxel[]? buffer = state.Buffer;
            ReadOnlySpan<TVoxel> voxels = order.Slice((ReadOnlySpan<TVoxel>)volume.Voxels, volume.Geometry.Size, z, ref buffer);
            int faulty = ScanSlice(MemoryMarshal.Cast<TVoxel, TBits>(voxels), state.Collector, decode);
            slices[z] = state.Collector.Take();
            if (faulty >= 0)
            {
                (int x, int y, int zInMemory) = order.ToMemory(volume.Geometry.Size, faulty % geometry.Size.X, faulty / geometry.Size.X, z);
                faults[z] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{name}' is no label map: voxel ({x}, {y}, {zInMemory}) is {voxels[faulty]}, not a whole number. Give a probability map to a fractional segmentation, or threshold it first.");
            }

            return (state.Collector, buffer);
        }, _ => { });
        return new LabelLayer(name, geometry, slices, faults.FirstOrDefault(fault => fault is not null));
    }

    // Works on bit patterns, so that searching is vectorised for real numbers too and NaN ends a run like any other value.
    private static int ScanSlice<TBits>(ReadOnlySpan<TBits> voxels, RunCollector collector, Decode<TBits> decode)
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
                    collector.Add(label, start, length);
            }

            start += length;
        }

        return -1;
    }
}
