namespace Dcmqi.RtStructures;

/// <summary>What is said of contours that are not used, or doubtful.</summary>
internal static class RoiWarnings
{
    public const string OffPlane = "lie off the plane of the nearest slice by more than 1 % of the spacing; they are taken to lie in it.";

    public const string Cut = "reach beyond the grid; what is beyond is left out.";

    public static IReadOnlyList<(ContourUse Use, string What)> Unused { get; } =
    [
        (ContourUse.Point, "are POINT, which encloses nothing; left out."),
        (ContourUse.OpenPlanar, "are OPEN_PLANAR, which encloses nothing; left out."),
        (ContourUse.OpenNonplanar, "are OPEN_NONPLANAR, which encloses nothing; left out."),
        (ContourUse.UnknownType, "have a Contour Geometric Type (3006,0042) that PS3.3 C.8.8.6 does not know; left out."),
        (ContourUse.TooFewPoints, "have fewer than 3 points; left out."),
        (ContourUse.NotNumbers, "have Contour Data (3006,0050) that is not made of numbers, three for each point; left out."),
        (ContourUse.NotParallel, "lie askew to the axes of the grid; left out."),
        (ContourUse.OtherAxis, "lie across another axis of the grid than most; left out."),
        (ContourUse.BeyondGrid, "lie beyond the grid; left out."),
        (ContourUse.Farther, "lie between slices, nearer to a slice that has a contour of its own; left out."),
    ];
}
