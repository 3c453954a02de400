namespace Dcmqi;

/// <summary>A region drawn in an image: SCOORD (PS3.3 C.18.6).</summary>
public sealed record ImageRegion
{
    /// <summary>Gets the shape.</summary>
    public required GraphicType GraphicType { get; init; }

    /// <summary>Gets the points, in pixels from the upper left corner of what <see cref="PixelOrigin"/> says, as many as the shape needs.</summary>
    public required IReadOnlyList<ImagePoint> Points { get; init => field = ValueList<ImagePoint>.Of(value); }

    /// <summary>Gets the image that it is drawn in, and the frame where the image has several.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>
    /// Whether the points of a tiled image are counted from its frame or from its Total Pixel Matrix (Pixel Origin Interpretation (0048,0301)); or <see langword="null"/>:
    /// then from the frame, but a report on a whole slide is written with <see cref="PixelOriginInterpretation.Volume"/> where <see cref="Image"/> names no frame.
    /// </summary>
    public PixelOriginInterpretation? PixelOrigin { get; init; }

    /// <summary>Gets the Fiducial UID (0070,031A), or <see langword="null"/>.</summary>
    public string? FiducialUid { get; init => field = GivenText.Of(value); }

    /// <summary>Returns the shape, number of points, image.</summary>
    public override string ToString() => $"{GraphicType}, {Points.Count} {(Points.Count == 1 ? "point" : "points")} in {Image}";
}
