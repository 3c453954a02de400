namespace Dcmqi.Segmentations;

/// <summary>Takes the runs that are found in voxels: keeps them, or counts them.</summary>
internal abstract class RunSink
{
    /// <summary>Takes a run.</summary>
    /// <param name="label">Its label; not 0.</param>
    /// <param name="start">Its first voxel.</param>
    /// <param name="length">How many voxels, at least 1.</param>
    public abstract void Add(long label, int start, int length);
}
