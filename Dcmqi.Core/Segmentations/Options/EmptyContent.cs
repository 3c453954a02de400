namespace Dcmqi;

/// <summary>What becomes of frames, or segments, in which no voxel is set.</summary>
public enum EmptyContent
{
    /// <summary>Left out.</summary>
    Omit,

    /// <summary>Written.</summary>
    Keep,
}
