using Dcmqi.Sources;

namespace Dcmqi.Analysis.Images;

/// <summary>Voxels of an image that have no value.</summary>
internal static class MissingVoxels
{
    /// <summary>Counts them in a slice.</summary>
    public delegate long Counter<T>(ReadOnlySpan<T> slice);

    /// <param name="padding">Stored values that stand for none.</param>
    /// <returns><see langword="null"/> where every voxel has a value.</returns>
    public static Counter<T>? CounterOf<T>(PixelPadding? padding)
        where T : unmanaged => (Counter<T>?)(object?)(default(T) switch
        {
            float => (object)(Counter<float>)NonFinite.Count,
            double => (Counter<double>)NonFinite.Count,
            byte when padding is not null => PaddedVoxels.CounterOf<byte>(padding),
            sbyte when padding is not null => PaddedVoxels.CounterOf<sbyte>(padding),
            ushort when padding is not null => PaddedVoxels.CounterOf<ushort>(padding),
            short when padding is not null => PaddedVoxels.CounterOf<short>(padding),
            _ => null,
        });
}
