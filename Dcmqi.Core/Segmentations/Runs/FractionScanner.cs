using System.Globalization;
using System.Numerics;

namespace Dcmqi.Segmentations;

/// <summary>Rounds fractions to the steps that a fractional segmentation stores.</summary>
internal static class FractionScanner
{
    /// <summary>The scanner of voxels of one type: a <see cref="PlaneScanner{T}"/> of it.</summary>
    public static object Of<T>(double maximum, int maximumFractionalValue)
        where T : unmanaged => default(T) switch
        {
            byte => new Planes<byte>(maximum, maximumFractionalValue),
            sbyte => new Planes<sbyte>(maximum, maximumFractionalValue),
            ushort => new Planes<ushort>(maximum, maximumFractionalValue),
            short => new Planes<short>(maximum, maximumFractionalValue),
            uint => new Planes<uint>(maximum, maximumFractionalValue),
            int => new Planes<int>(maximum, maximumFractionalValue),
            ulong => new Planes<ulong>(maximum, maximumFractionalValue),
            long => new Planes<long>(maximum, maximumFractionalValue),
            float => new Planes<float>(maximum, maximumFractionalValue),
            _ => new Planes<double>(maximum, maximumFractionalValue),
        };

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

    internal static bool CollectNonZero(ReadOnlySpan<byte> stored, RunSink runs)
    {
        bool any = false;
        for (int start = stored.IndexOfAnyExcept((byte)0); start >= 0;)
        {
            int length = stored[start..].IndexOf((byte)0);
            length = length < 0 ? stored.Length - start : length;
            runs.Add(LabelLayer.OnlyLabel, start, length);
            any = true;
            int next = stored[(start + length)..].IndexOfAnyExcept((byte)0);
            start = next < 0 ? -1 : start + length + next;
        }

        return any;
    }

    private sealed class Planes<T>(double maximum, int maximumFractionalValue) : PlaneScanner<T>
        where T : unmanaged, INumber<T>
    {
        public override int Scan(ReadOnlySpan<T> voxels, RunSink runs, out byte[]? fractions)
        {
            byte[] stored = new byte[voxels.Length];
            int faulty = Round(voxels, stored, maximum, maximumFractionalValue);
            fractions = CollectNonZero(stored, runs) ? stored : null;
            return faulty;
        }

        public override string FaultOf(string name, string place, T value) => string.Create(
            CultureInfo.InvariantCulture,
            $"'{name}' holds no fractions: voxel {place} is {value}; values from 0 to {maximum} are expected. Give the value that means 1 as 'maximum'.");
    }
}
