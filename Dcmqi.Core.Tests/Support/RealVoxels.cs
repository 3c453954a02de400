namespace Dcmqi.Tests.Support;

/// <summary>Voxels of any type as real numbers.</summary>
internal static class RealVoxels
{
    public static double[] Of(Volume volume) => volume switch
    {
        Volume<byte> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<sbyte> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<ushort> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<short> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<uint> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<int> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<ulong> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<long> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        Volume<float> v => Array.ConvertAll(v.Voxels.ToArray(), value => (double)value),
        _ => ((Volume<double>)volume).Voxels.ToArray(),
    };

    /// <summary>Same grid, same values; not a number is the same as not a number.</summary>
    public static void AssertSame(Volume expected, Volume actual, string what, double tolerance = 0)
    {
        Assert.That((actual.Geometry.Size, actual.Components), Is.EqualTo((expected.Geometry.Size, expected.Components)), what);
        Assert.That(actual.Geometry.IsCloseTo(expected.Geometry, 1e-4), Is.True, $"{what}: {actual.Geometry} at {actual.Geometry.OriginMm}, not {expected.Geometry} at {expected.Geometry.OriginMm}");
        double[] left = Of(expected), right = Of(actual);
        for (int index = 0; index < left.Length; index++)
        {
            if (!left[index].Equals(right[index]) && !(Math.Abs(left[index] - right[index]) <= tolerance))
                Assert.Fail(FormattableString.Invariant($"{what}: voxel {index} is {right[index]:R}, not {left[index]:R}"));
        }
    }
}
