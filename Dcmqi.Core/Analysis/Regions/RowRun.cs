namespace Dcmqi.Analysis;

/// <summary>Neighbouring voxels of a region in one row.</summary>
/// <param name="X">The first.</param>
/// <param name="Y">The row.</param>
/// <param name="Length">Voxels, at least 1.</param>
internal readonly record struct RowRun(int X, int Y, int Length)
{
    /// <summary>The last voxel.</summary>
    public int LastX => X + Length - 1;
}
