namespace Dcmqi;

/// <summary>The meaning of the values of one voxel, if a volume has several per voxel.</summary>
public enum VolumeComponentAxis
{
    /// <summary>One value per voxel: a plain 3-D volume.</summary>
    None,

    /// <summary>One value per point in time.</summary>
    Time,

    /// <summary>One value per item of a list, such as diffusion gradients or probability maps.</summary>
    List,

    /// <summary>Components of a vector, tensor or other quantity.</summary>
    Vector,

    /// <summary>Colour channels.</summary>
    Color,
}
