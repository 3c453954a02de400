namespace Dcmqi;

/// <summary>Who owns the voxels of a volume that is given to a builder.</summary>
public enum VolumeOwnership
{
    /// <summary>The caller: the builder takes a copy, and the volume may be changed or used again.</summary>
    Caller,

    /// <summary>The builder, and what it builds: nothing is copied, and the volume must not be changed any more.</summary>
    HandedOver,
}
