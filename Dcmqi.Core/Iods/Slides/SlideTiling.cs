namespace Dcmqi;

/// <summary>The tiles of a plane that are stored, and how their positions are stored: Dimension Organization Type (0020,9311), PS3.3 C.7.6.17.3.</summary>
public enum SlideTiling
{
    /// <summary>TILED_SPARSE: some tiles, in any place, each with its position.</summary>
    Sparse,

    /// <summary>TILED_FULL: all tiles, in order, so that no position needs to be said.</summary>
    Full,
}
