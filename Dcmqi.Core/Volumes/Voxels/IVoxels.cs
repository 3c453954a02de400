namespace Dcmqi.Volumes;

/// <summary>Voxels of a grid, wherever they lie.</summary>
internal interface IVoxels<T>
    where T : unmanaged
{
    /// <summary>One voxel.</summary>
    T At(int x, int y, int z);

    /// <summary>Neighbours in a row.</summary>
    void CopyRow(int x, int y, int z, Span<T> target);
}
