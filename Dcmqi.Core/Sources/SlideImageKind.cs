namespace Dcmqi;

/// <summary>The content of an image of a slide: Image Type (0008,0008) value 3, PS3.3 C.8.12.4.1.1.</summary>
public enum SlideImageKind
{
    /// <summary>VOLUME: the specimen, at one of the resolutions of the pyramid.</summary>
    Volume,

    /// <summary>LABEL: the label of the slide.</summary>
    Label,

    /// <summary>OVERVIEW: the whole slide, small.</summary>
    Overview,

    /// <summary>THUMBNAIL: the specimen in one small frame.</summary>
    Thumbnail,

    /// <summary>Another value, or none.</summary>
    Other,
}
