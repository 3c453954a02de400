namespace Dcmqi.Segmentations;

/// <summary>Finds the runs in voxels of one type. For several threads at once.</summary>
internal abstract class PlaneScanner<T>
    where T : unmanaged
{
    /// <summary>Adds the runs of a slice, or of a part of it.</summary>
    /// <param name="voxels">The voxels, in row order.</param>
    /// <param name="runs">Takes the runs.</param>
    /// <param name="fractions">What is stored of fractions; <see langword="null"/> where all are 0, and for labels.</param>
    /// <returns>The first voxel that is not what was said; -1 where all are.</returns>
    public abstract int Scan(ReadOnlySpan<T> voxels, RunSink runs, out byte[]? fractions);

    /// <summary>Says what is wrong with a voxel.</summary>
    /// <param name="name">The input.</param>
    /// <param name="place">The voxel, such as <c>(1, 2, 3)</c>.</param>
    /// <param name="value">Its value.</param>
    public abstract string FaultOf(string name, string place, T value);
}
