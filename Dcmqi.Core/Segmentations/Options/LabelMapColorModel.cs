namespace Dcmqi;

/// <summary>Photometric Interpretation (0028,0004) of a label map.</summary>
public enum LabelMapColorModel
{
    /// <summary>MONOCHROME2; each segment carries its Recommended Display CIELab Value.</summary>
    Monochrome2,

    /// <summary>PALETTE COLOR; a palette made from the segments' colours, with an sRGB ICC profile.</summary>
    PaletteColor,
}
