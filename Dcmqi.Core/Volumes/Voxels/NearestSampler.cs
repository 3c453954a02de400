namespace Dcmqi.Volumes;

/// <summary>Fills rows with the values of the nearest voxels.</summary>
internal static class NearestSampler
{
    /// <summary>Fills a row; what lies outside the source stays as it is.</summary>
    public static void FillRow<T, TVoxels>(TVoxels source, VolumeSize size, in GridSampling sampling, Vector3d start, Span<T> target)
        where T : unmanaged
        where TVoxels : struct, IVoxels<T>
    {
        if (sampling.RowsCoincide)
        {
            CopyRow<T, TVoxels>(source, size, (int)Math.Round(start.X), (int)Math.Round(start.Y), (int)Math.Round(start.Z), target);
            return;
        }

        Vector3d step = sampling.StepX;
        for (int x = 0; x < target.Length; x++)
        {
            double indexX = Math.Floor(start.X + (step.X * x) + 0.5);
            double indexY = Math.Floor(start.Y + (step.Y * x) + 0.5);
            double indexZ = Math.Floor(start.Z + (step.Z * x) + 0.5);
            if (indexX >= 0 && indexX < size.X && indexY >= 0 && indexY < size.Y && indexZ >= 0 && indexZ < size.Z)
                target[x] = source.At((int)indexX, (int)indexY, (int)indexZ);
        }
    }

    private static void CopyRow<T, TVoxels>(TVoxels source, VolumeSize size, int x, int y, int z, Span<T> target)
        where T : unmanaged
        where TVoxels : struct, IVoxels<T>
    {
        if (y < 0 || y >= size.Y || z < 0 || z >= size.Z)
            return;
        int from = Math.Max(0, x);
        int to = (int)Math.Min(size.X, (long)x + target.Length);
        if (from < to)
            source.CopyRow(from, y, z, target.Slice(from - x, to - from));
    }
}
