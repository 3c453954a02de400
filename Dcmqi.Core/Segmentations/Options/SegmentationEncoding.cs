namespace Dcmqi;

/// <summary>The encoding of the voxels of a segmentation: Segmentation Type (0062,0001), PS3.3 C.8.20.2.3.</summary>
public enum SegmentationEncoding
{
    /// <summary>BINARY: a frame of single bits for each segment and position. Segments may overlap; every receiver reads it.</summary>
    Binary,

    /// <summary>LABELMAP: a frame of Segment Numbers for each position, 8 or 16 bits (Label Map Segmentation Storage). Small and fast; segments cannot overlap.</summary>
    LabelMap,

    /// <summary>FRACTIONAL: a frame of 8-bit fractions for each segment and position: probabilities or occupancies.</summary>
    Fractional,
}
