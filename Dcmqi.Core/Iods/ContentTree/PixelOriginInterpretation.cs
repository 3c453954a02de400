namespace Dcmqi;

/// <summary>The origin of the points of a region in a tiled image: Pixel Origin Interpretation (0048,0301) (PS3.3 C.18.6).</summary>
public enum PixelOriginInterpretation
{
    /// <summary>The upper left corner of the frame that is referred to (<c>FRAME</c>).</summary>
    Frame,

    /// <summary>The upper left corner of the Total Pixel Matrix, which all tiles make together (<c>VOLUME</c>).</summary>
    Volume,
}
