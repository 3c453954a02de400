namespace Dcmqi;

/// <summary>The way a segment was made (PS3.3 C.8.20.2.2, Segment Algorithm Type).</summary>
public enum SegmentAlgorithmType
{
    /// <summary><c>AUTOMATIC</c>: calculated without a person's part in it.</summary>
    Automatic,

    /// <summary><c>SEMIAUTOMATIC</c>: calculated with a person's help.</summary>
    SemiAutomatic,

    /// <summary><c>MANUAL</c>: drawn by a person.</summary>
    Manual,
}
