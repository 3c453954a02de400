namespace Dcmqi;

/// <summary>The file formats of pictures.</summary>
public enum PictureFormat
{
    /// <summary>PNG: every pixel as it is.</summary>
    Png,

    /// <summary>JPEG: smaller, with losses.</summary>
    Jpeg,
}
