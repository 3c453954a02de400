namespace Dcmqi;

/// <summary>Bits Allocated (0028,0100) of a label map.</summary>
public enum LabelMapBitDepth
{
    /// <summary>8 bits where the highest Segment Number is at most 255, else 16.</summary>
    Smallest,

    /// <summary>16 bits.</summary>
    Sixteen,
}
