namespace Dcmqi.Volumes;

/// <summary>Some planes of a grid across one of its axes.</summary>
/// <param name="planes">The planes by their index; those that are not asked for may be missing.</param>
/// <param name="axis">The axis. In a plane, the first of the two others runs fastest.</param>
/// <param name="size">The size of the grid.</param>
internal readonly struct PlaneVoxels<T>(T[]?[] planes, int axis, VolumeSize size) : IVoxels<T>
    where T : unmanaged
{
    public T At(int x, int y, int z) => axis switch
    {
        0 => planes[x]![y + (size.Y * z)],
        1 => planes[y]![x + (size.X * z)],
        _ => planes[z]![x + (size.X * y)],
    };

    public void CopyRow(int x, int y, int z, Span<T> target)
    {
        if (axis != 0)
        {
            (axis == 1 ? planes[y]! : planes[z]!).AsSpan(x + (size.X * (axis == 1 ? z : y)), target.Length).CopyTo(target);
            return;
        }

        for (int column = 0; column < target.Length; column++)
            target[column] = planes[x + column]![y + (size.Y * z)];
    }
}
