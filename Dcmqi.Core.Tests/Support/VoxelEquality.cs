using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>Compares volumes of any two voxel types, voxel by voxel.</summary>
internal static class VoxelEquality
{
    /// <summary>Same grid, same values.</summary>
    public static void AssertSame(string expectedFile, string actualFile) =>
        AssertSame(VolumeFile.Read(expectedFile), VolumeFile.Read(actualFile), Path.GetFileName(actualFile));

    /// <summary>Same grid, same values.</summary>
    public static void AssertSame(Volume expected, Volume actual, string what)
    {
        Assert.That(actual.Geometry.Size, Is.EqualTo(expected.Geometry.Size), what);
        Assert.That(actual.Geometry.IsCloseTo(expected.Geometry, 1e-4), Is.True, $"{what}: {actual.Geometry} at {actual.Geometry.OriginMm}, not {expected.Geometry} at {expected.Geometry.OriginMm}");
        long[] left = Values(expected), right = Values(actual);
        int different = left.AsSpan().CommonPrefixLength(right);
        Assert.That(different, Is.EqualTo(left.Length), $"{what}: the first voxel that differs");
        Assert.That(left.Any(value => value != 0), Is.True, $"{what} is empty and proves nothing");
    }

    /// <summary>The voxels of an integer volume as numbers of one type.</summary>
    public static long[] Values(Volume volume) => volume switch
    {
        Volume<byte> voxels => [.. voxels.Voxels.ToArray().Select(value => (long)value)],
        Volume<ushort> voxels => [.. voxels.Voxels.ToArray().Select(value => (long)value)],
        Volume<short> voxels => [.. voxels.Voxels.ToArray().Select(value => (long)value)],
        Volume<int> voxels => [.. voxels.Voxels.ToArray().Select(value => (long)value)],
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{volume} is of no type that these tests use.")),
    };
}
