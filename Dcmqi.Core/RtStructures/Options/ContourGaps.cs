namespace Dcmqi;

/// <summary>What becomes of slices without a contour that lie between slices with contours of the same region.</summary>
public enum ContourGaps
{
    /// <summary>They stay empty; a warning names them.</summary>
    Leave,

    /// <summary>Their shapes are interpolated between those of the nearest slices on both sides; a warning names them.</summary>
    Interpolate,
}
