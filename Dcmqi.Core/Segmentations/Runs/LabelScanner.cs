using System.Globalization;
using System.Runtime.InteropServices;

namespace Dcmqi.Segmentations;

/// <summary>Finds the runs of labels, or of a mask.</summary>
internal static class LabelScanner
{
    private delegate bool Decode<TBits>(TBits bits, out long label);

    /// <summary>The scanner of voxels of one type: a <see cref="PlaneScanner{T}"/> of it.</summary>
    public static object Of<T>(bool isMask)
        where T : unmanaged => default(T) switch
        {
            byte => new Planes<byte, byte>(isMask, (byte bits, out long label) => Integer(bits, out label)),
            sbyte => new Planes<sbyte, byte>(isMask, (byte bits, out long label) => Integer((sbyte)bits, out label)),
            ushort => new Planes<ushort, ushort>(isMask, (ushort bits, out long label) => Integer(bits, out label)),
            short => new Planes<short, ushort>(isMask, (ushort bits, out long label) => Integer((short)bits, out label)),
            uint => new Planes<uint, uint>(isMask, (uint bits, out long label) => Integer(bits, out label)),
            int => new Planes<int, uint>(isMask, (uint bits, out long label) => Integer((int)bits, out label)),
            long => new Planes<long, ulong>(isMask, (ulong bits, out long label) => Integer((long)bits, out label)),
            ulong => new Planes<ulong, ulong>(isMask, (ulong bits, out long label) => Integer((long)Math.Min(bits, long.MaxValue), out label)),
            float => new Planes<float, uint>(isMask, (uint bits, out long label) => Real(BitConverter.UInt32BitsToSingle(bits), isMask, out label)),
            _ => new Planes<double, ulong>(isMask, (ulong bits, out long label) => Real(BitConverter.UInt64BitsToDouble(bits), isMask, out label)),
        };

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

    private sealed class Planes<TVoxel, TBits>(bool isMask, Decode<TBits> decode) : PlaneScanner<TVoxel>
        where TVoxel : unmanaged
        where TBits : unmanaged, IEquatable<TBits>
    {
        // Works on bit patterns, so that searching is vectorised for real numbers too and NaN ends a run like any other value.
        public override int Scan(ReadOnlySpan<TVoxel> voxels, RunSink runs, out byte[]? fractions)
        {
            fractions = null;
            ReadOnlySpan<TBits> all = MemoryMarshal.Cast<TVoxel, TBits>(voxels);
            int start = 0;
            while (start < all.Length)
            {
                TBits bits = all[start];
                int length = all[start..].IndexOfAnyExcept(bits);
                if (length < 0)
                    length = all.Length - start;
                if (!bits.Equals(default))
                {
                    if (!decode(bits, out long label))
                        return start;
                    if (label != 0)
                        runs.Add(isMask ? LabelLayer.OnlyLabel : label, start, length);
                }

                start += length;
            }

            return -1;
        }

        public override string FaultOf(string name, string place, TVoxel value) =>
            string.Create(CultureInfo.InvariantCulture, $"'{name}' is no {(isMask ? "mask" : "label map")}: voxel {place} is {value}, not a {(isMask ? "" : "whole ")}number.")
                + (isMask ? "" : " Give fractions to AddFractions, or threshold them first.");
    }
}
