namespace Dcmqi.Measurements;

/// <summary>The terms of Graphic Type (0070,0023) (PS3.3 C.18.6.1.2, C.18.9.1.2).</summary>
internal static class GraphicTerms
{
    public static string Of(GraphicType type) => type.ToString().ToUpperInvariant();

    public static string Of(GraphicType3D type) => type.ToString().ToUpperInvariant();

    /// <summary>Pixel Origin Interpretation (0048,0301): PS3.3 C.18.6 requires it of whole slides. A slide of which no frame is named is meant as a whole.</summary>
    public static string? Of(PixelOriginInterpretation? origin, ImageReference image)
    {
        if (origin is null && image.SopClassUid == Dicom.Uids.VLWholeSlideMicroscopyImageStorage)
            origin = image.FrameNumbers.Count == 0 ? PixelOriginInterpretation.Volume : PixelOriginInterpretation.Frame;
        return origin?.ToString().ToUpperInvariant();
    }

    public static PixelOriginInterpretation? ReadOrigin(string? term) => term switch
    {
        "FRAME" => PixelOriginInterpretation.Frame,
        "VOLUME" => PixelOriginInterpretation.Volume,
        _ => null,
    };

    public static bool TryRead(string term, out GraphicType type) => Enum.TryParse(term, ignoreCase: true, out type) && Of(type) == term;

    public static bool TryRead(string term, out GraphicType3D type) => Enum.TryParse(term, ignoreCase: true, out type) && Of(type) == term;
}
