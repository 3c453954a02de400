namespace Dcmqi;

/// <summary>A region drawn in space: SCOORD3D (PS3.3 C.18.9).</summary>
public sealed record SpatialRegion
{
    /// <summary>Gets the shape.</summary>
    public required GraphicType3D GraphicType { get; init; }

    /// <summary>Gets the points, in mm, LPS, as many as the shape needs. DICOM holds them in single precision.</summary>
    public required IReadOnlyList<Vector3d> Points { get; init => field = ValueList<Vector3d>.Of(value); }

    /// <summary>Gets the Frame of Reference UID (0020,0052) in which the points are.</summary>
    public required string FrameOfReferenceUid { get; init; }

    /// <summary>Gets the Fiducial UID (0070,031A), or <see langword="null"/>.</summary>
    public string? FiducialUid { get; init => field = GivenText.Of(value); }

    /// <summary>Returns the shape, number of points.</summary>
    public override string ToString() => $"{GraphicType}, {Points.Count} {(Points.Count == 1 ? "point" : "points")} in space";
}
