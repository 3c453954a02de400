namespace Dcmqi;

/// <summary>The meaning of the fractions of a fractional segmentation: Segmentation Fractional Type (0062,0010), PS3.3 C.8.20.2.3.</summary>
public enum FractionalType
{
    /// <summary>PROBABILITY: how likely it is that the segment is there.</summary>
    Probability,

    /// <summary>OCCUPANCY: which share of the voxel the segment fills.</summary>
    Occupancy,
}
