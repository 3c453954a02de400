namespace Dcmqi;

/// <summary>What to do with frames, or segments, in which no voxel is set.</summary>
public enum EmptyContent
{
    /// <summary>Left out.</summary>
    Omit,

    /// <summary>Written.</summary>
    Keep,
}
