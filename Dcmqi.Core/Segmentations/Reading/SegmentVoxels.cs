namespace Dcmqi;

/// <summary>The voxels of a volume that a segmentation is written as.</summary>
public enum SegmentVoxels
{
    /// <summary>Segment Numbers of 16 bits, 0 where no segment is. In a fractional segmentation inside is one half and more.</summary>
    Labels,

    /// <summary>8 bits, 1 inside one segment and 0 outside.</summary>
    Mask,

    /// <summary>The fractions of one segment from 0 to 1, as real numbers of 32 bits.</summary>
    Fractions,

    /// <summary>The fractions of one segment as they are stored, in 8 bits: <see cref="Segmentation.MaximumFractionalValue"/> stands for 1.</summary>
    StoredFractions,
}
