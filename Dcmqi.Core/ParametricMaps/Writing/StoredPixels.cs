using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Binary;

namespace Dcmqi.ParametricMaps;

/// <summary>How voxels become stored values.</summary>
/// <param name="Type">What is stored.</param>
/// <param name="Scale">From stored whole numbers to voxels; the identity for real numbers.</param>
/// <param name="Least">The least whole number that a voxel may become.</param>
/// <param name="Greatest">The greatest.</param>
/// <param name="Padding">What voxels that are not finite become.</param>
internal sealed record StoredPixels(ParametricMapPixelType Type, LinearScale Scale, int Least, int Greatest, int? Padding)
{
    public bool IsReal => Type is ParametricMapPixelType.Float or ParametricMapPixelType.Double;

    public int BitsAllocated => BitsOf(Type);

    public static int BitsOf(ParametricMapPixelType type) => type switch
    {
        ParametricMapPixelType.Float => 32,
        ParametricMapPixelType.Double => 64,
        ParametricMapPixelType.UInt16 => 16,
        _ => 8,
    };

    public static StoredPixels Real(ParametricMapPixelType type) => new(type, LinearScale.Identity, 0, 0, null);

    /// <summary>Whether voxels of a type are stored without rounding, whatever they are.</summary>
    public bool IsExactFor(Type voxelType) => Type switch
    {
        ParametricMapPixelType.Double => voxelType != typeof(long) && voxelType != typeof(ulong),
        ParametricMapPixelType.Float => voxelType == typeof(float) || voxelType == typeof(byte) || voxelType == typeof(sbyte) || voxelType == typeof(short) || voxelType == typeof(ushort),
        _ => Scale.IsIdentity && voxelType != typeof(float) && voxelType != typeof(double),
    };

    /// <summary>Whether voxels of a type are stored bit by bit as they are.</summary>
    public bool StoresAsIs<T>() => (Type == ParametricMapPixelType.Float && typeof(T) == typeof(float)) || (Type == ParametricMapPixelType.Double && typeof(T) == typeof(double));

    /// <summary>The stored value of a voxel.</summary>
    public double Store(double voxel)
    {
        switch (Type)
        {
            case ParametricMapPixelType.Float:
                return (float)voxel;
            case ParametricMapPixelType.Double:
                return voxel;
            default:
                if (!double.IsFinite(voxel))
                    return Padding ?? Least;
                return Math.Clamp(Math.Round((voxel - Scale.Intercept) / Scale.Slope), Least, Greatest);
        }
    }

    /// <summary>Stores voxels, little endian.</summary>
    public void Store<T>(ReadOnlySpan<T> voxels, Span<byte> destination)
        where T : unmanaged, INumber<T>
    {
        switch (Type)
        {
            case ParametricMapPixelType.Float:
                StoreReal(voxels, MemoryMarshal.Cast<byte, float>(destination));
                break;
            case ParametricMapPixelType.Double:
                StoreReal(voxels, MemoryMarshal.Cast<byte, double>(destination));
                break;
            case ParametricMapPixelType.UInt16:
                StoreWhole(voxels, MemoryMarshal.Cast<byte, ushort>(destination));
                break;
            default:
                StoreWhole(voxels, destination);
                break;
        }
    }

    /// <summary>The largest difference between a voxel and what its stored value stands for.</summary>
    public double LargestError<T>(ReadOnlySpan<T> voxels)
        where T : unmanaged, INumber<T>
    {
        double largest = 0;
        if (IsReal)
        {
            foreach (T voxel in voxels)
            {
                double value = double.CreateTruncating(voxel);
                double error = Math.Abs(Scale.Apply(Store(value)) - value);
                if (error > largest && double.IsFinite(value))
                    largest = error;
            }

            return largest;
        }

        var rounding = new WholeRounding(this);
        Span<double> values = stackalloc double[WholeRounding.Block];
        for (int from = 0; from < voxels.Length; from += WholeRounding.Block)
        {
            ReadOnlySpan<T> block = voxels[from..Math.Min(from + WholeRounding.Block, voxels.Length)];
            WholeRounding.Widen(block, values);
            largest = Math.Max(largest, rounding.LargestError(values[..block.Length]));
        }

        return largest;
    }

    private static void StoreReal<T, TReal>(ReadOnlySpan<T> voxels, Span<TReal> stored)
        where T : unmanaged, INumber<T>
        where TReal : unmanaged, INumber<TReal>
    {
        if (typeof(T) == typeof(TReal))
        {
            MemoryMarshal.Cast<T, TReal>(voxels).CopyTo(stored);
        }
        else
        {
            for (int index = 0; index < voxels.Length; index++)
                stored[index] = TReal.CreateTruncating(voxels[index]);
        }

        if (!BitConverter.IsLittleEndian)
            ByteOrder.Reverse(stored);
    }

    private void StoreWhole<T, TWhole>(ReadOnlySpan<T> voxels, Span<TWhole> stored)
        where T : unmanaged, INumber<T>
        where TWhole : unmanaged, INumber<TWhole>
    {
        var rounding = new WholeRounding(this);
        Span<double> values = stackalloc double[WholeRounding.Block];
        Span<int> whole = stackalloc int[WholeRounding.Block];
        for (int from = 0; from < voxels.Length; from += WholeRounding.Block)
        {
            ReadOnlySpan<T> block = voxels[from..Math.Min(from + WholeRounding.Block, voxels.Length)];
            WholeRounding.Widen(block, values);
            rounding.Round(values[..block.Length], whole);
            WholeRounding.Narrow(whole[..block.Length], stored[from..]);
        }

        if (!BitConverter.IsLittleEndian)
            ByteOrder.Reverse(stored);
    }
}
