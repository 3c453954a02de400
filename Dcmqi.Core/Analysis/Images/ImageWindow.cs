namespace Dcmqi.Analysis.Images;

/// <summary>Goes through the slices of an image from the first to the last, some at a time, with those beside them; of an image in memory all are measured at once.</summary>
/// <remarks>One thread moves it on; between that several may read slices and look at those that are measured.</remarks>
internal abstract class ImageWindow
{
    /// <summary>Whether all slices are in memory.</summary>
    public abstract bool HoldsAll { get; }

    /// <summary>The first slice that is measured now.</summary>
    public int First { get; protected set; }

    /// <summary>The slice after the last that is measured now.</summary>
    public int End { get; protected set; }

    /// <summary>The slices to be read before it moves on: the first, and that after the last.</summary>
    public (int First, int End) Ahead { get; protected set; }

    /// <summary>Voxels that have no value, of the slices that were read.</summary>
    public abstract long Missing { get; }

    /// <summary>Whether a slice is measured now.</summary>
    public bool Measures(int z) => z >= First && z < End;

    /// <summary>Goes to the beginning, to go through some slices.</summary>
    /// <param name="first">The first.</param>
    /// <param name="end">The one after the last.</param>
    public abstract void Begin(int first, int end);

    /// <summary>Moves on, when all slices <see cref="Ahead"/> were read.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    public abstract bool MoveNext();

    /// <summary>Reads a slice.</summary>
    public abstract void Read(int z);

    /// <summary>The values in a region, until it is gone from the window or for as long as the image is held.</summary>
    public abstract RegionValues NewValues(Region region);
}
