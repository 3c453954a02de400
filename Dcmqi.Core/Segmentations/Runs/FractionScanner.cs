using System.Globalization;
using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Rounds a volume of fractions to the steps that a fractional segmentation stores, slices in parallel.</summary>
internal static class FractionScanner
{
    public static LabelLayer Scan(
        Volume volume, int component, string name, GridOrder order, double maximum, int maximumFractionalValue, Action? tell, CancellationToken cancellationToken)
    {
        return volume switch
        {
            Volume<byte> v => Run(v),
            Volume<sbyte> v => Run(v),
            Volume<ushort> v => Run(v),
            Volume<short> v => Run(v),
            Volume<uint> v => Run(v),
            Volume<int> v => Run(v),
            Volume<ulong> v => Run(v),
            Volume<long> v => Run(v),
            Volume<float> v => Run(v),
            Volume<double> v => Run(v),
            _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
        };

        LabelLayer Run<T>(Volume<T> typed)
            where T : unmanaged, INumber<T> =>
            ScanSlices(typed, component, name, order, maximum, maximumFractionalValue, tell, cancellationToken);
    }

    private static LabelLayer ScanSlices<T>(
        Volume<T> volume, int component, string name, GridOrder order, double maximum, int maximumFractionalValue, Action? tell, CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        VolumeSize size = volume.Geometry.Size;
        VolumeGeometry geometry = order.Apply(volume.Geometry);
        var slices = new LabelSlice[geometry.Size.Z];
        var fractions = new byte[]?[geometry.Size.Z];
        var faults = new string?[geometry.Size.Z];
        ParallelLoop.Run(slices.Length, () => (Collector: new RunCollector(), Buffer: (T[]?)null), (z, ref state) =>
        {
            ReadOnlySpan<T> voxels = order.Slice(LabelScanner.ComponentVoxels(volume, component), size, z, ref state.Buffer);
            byte[] stored = new byte[voxels.Length];
            int faulty = Round(voxels, stored, maximum, maximumFractionalValue);
            if (faulty >= 0)
            {
                (int x, int y, int zInMemory) = order.ToMemory(size, faulty % geometry.Size.X, faulty / geometry.Size.X, z);
                faults[z] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{name}' holds no fractions: voxel ({x}, {y}, {zInMemory}) is {voxels[faulty]}; values from 0 to {maximum} are expected. Give the value that means 1 as 'maximum'.");
            }

            fractions[z] = CollectNonZero(stored, state.Collector) ? stored : null;
            slices[z] = state.Collector.Take();
            tell?.Invoke();
        }, cancellationToken);
        return new LabelLayer(name, geometry, slices, Array.Find(faults, fault => fault is not null)) { HoldsOneSegment = true, Fractions = fractions };
    }

    // To the nearest step, halves up; gives the first pixel that is no fraction, or -1.
    internal static int Round<T>(ReadOnlySpan<T> voxels, Span<byte> stored, double maximum, int maximumFractionalValue)
        where T : unmanaged, INumber<T>
    {
        double scale = maximumFractionalValue / maximum;
        for (int index = 0; index < voxels.Length; index++)
        {
            double value = double.CreateTruncating(voxels[index]);
            if (!(value >= 0 && value <= maximum))
                return index;
            stored[index] = (byte)((value * scale) + 0.5);
        }

        return -1;
    }

    internal static bool CollectNonZero(ReadOnlySpan<byte> stored, RunCollector collector)
    {
        bool any = false;
        for (int start = stored.IndexOfAnyExcept((byte)0); start >= 0;)
        {
            int length = stored[start..].IndexOf((byte)0);
            length = length < 0 ? stored.Length - start : length;
            collector.Add(LabelLayer.OnlyLabel, start, length);
            any = true;
            int next = stored[(start + length)..].IndexOfAnyExcept((byte)0);
            start = next < 0 ? -1 : start + length + next;
        }

        return any;
    }
}
