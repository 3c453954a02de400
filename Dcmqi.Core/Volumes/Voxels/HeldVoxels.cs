namespace Dcmqi.Volumes;

/// <summary>All voxels of a grid in an array.</summary>
/// <param name="voxels">The array, x fastest.</param>
/// <param name="start">Where in it they begin.</param>
/// <param name="size">The size of the grid.</param>
internal readonly struct HeldVoxels<T>(T[] voxels, int start, VolumeSize size) : IVoxels<T>
    where T : unmanaged
{
    public T At(int x, int y, int z) => voxels[start + x + (size.X * (y + (size.Y * z)))];

    public void CopyRow(int x, int y, int z, Span<T> target) => voxels.AsSpan(start + x + (size.X * (y + (size.Y * z))), target.Length).CopyTo(target);
}
