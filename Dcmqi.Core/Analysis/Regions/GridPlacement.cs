using Dcmqi.Volumes;

namespace Dcmqi.Analysis;

/// <summary>Where the voxels of a segmentation lie on the grid that is measured, where they lie on its voxels.</summary>
/// <param name="X">Added to a column of the segmentation.</param>
/// <param name="Y">Added to a row.</param>
/// <param name="Z">Added to a slice.</param>
/// <param name="Size">The size of the grid that is measured.</param>
internal readonly record struct GridPlacement(int X, int Y, int Z, VolumeSize Size)
{
    /// <param name="measured">The grid that is measured.</param>
    /// <param name="segmentation">The grid of the segmentation.</param>
    /// <returns><see langword="null"/> where the voxels of one are not voxels of the other, with the same axes.</returns>
    public static GridPlacement? Find(VolumeGeometry measured, VolumeGeometry segmentation)
    {
        var sampling = new GridSampling(measured, segmentation);
        Vector3d start = sampling.RowStart(0, 0);
        if (!sampling.RowsCoincide || !IsStep(sampling.RowStart(1, 0) - start, 0, 1, 0) || !IsStep(sampling.RowStart(0, 1) - start, 0, 0, 1))
            return null;
        return new GridPlacement((int)Math.Round(start.X), (int)Math.Round(start.Y), (int)Math.Round(start.Z), measured.Size);
    }

    /// <summary>Whether no voxel of the segmentation lies outside.</summary>
    public bool HoldsAll(VolumeSize segmentation) => X >= 0 && Y >= 0 && Z >= 0 && X + segmentation.X <= Size.X && Y + segmentation.Y <= Size.Y && Z + segmentation.Z <= Size.Z;

    /// <summary>Whether nothing moves and nothing can lie outside.</summary>
    public bool IsOnGrid(VolumeSize segmentation) => X == 0 && Y == 0 && Z == 0 && segmentation.X <= Size.X && segmentation.Y <= Size.Y && segmentation.Z <= Size.Z;

    private static bool IsStep(Vector3d step, double x, double y, double z) => (step - new Vector3d(x, y, z)).Length < 0.01;
}
