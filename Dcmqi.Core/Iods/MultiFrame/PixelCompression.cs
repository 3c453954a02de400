namespace Dcmqi;

/// <summary>The compression of pixels, or of the whole object, in a file; always without loss.</summary>
public enum PixelCompression
{
    /// <summary>Not at all: Explicit VR Little Endian, which every receiver takes.</summary>
    None,

    /// <summary>The whole object deflated: Deflated Explicit VR Little Endian (PS3.5 A.5). Small, but nothing can be read without inflating all before it.</summary>
    Deflated,

    /// <summary>RLE Lossless (PS3.5 A.4.2, annex G), frame by frame. fo-dicom 5.1, OHIF 3.13 and older versions of pydicom read binary segmentations in it as empty, without an error; label maps and fractions are read well.</summary>
    Rle,

    /// <summary>JPEG-LS Lossless (PS3.5 A.4.3), frame by frame; for label maps and fractions, not for single bits.</summary>
    JpegLs,

    /// <summary>Deflated Image Frame Compression (PS3.5 A.4.12), frame by frame. The smallest for most segmentations; few receivers know it yet.</summary>
    DeflatedFrame,
}
