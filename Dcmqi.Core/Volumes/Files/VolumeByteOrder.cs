namespace Dcmqi;

/// <summary>The order of the bytes of one number in a file.</summary>
public enum VolumeByteOrder
{
    /// <summary>The least significant byte first.</summary>
    LittleEndian,

    /// <summary>The most significant byte first.</summary>
    BigEndian,
}
