namespace Dcmqi.RtStructures;

/// <summary>The defined terms of Contour Geometric Type (3006,0042).</summary>
internal static class ContourTypes
{
    private static readonly (RtContourType Type, string Text)[] All =
    [
        (RtContourType.Point, "POINT"),
        (RtContourType.OpenPlanar, "OPEN_PLANAR"),
        (RtContourType.OpenNonplanar, "OPEN_NONPLANAR"),
        (RtContourType.ClosedPlanar, "CLOSED_PLANAR"),
        (RtContourType.ClosedPlanarXor, "CLOSEDPLANAR_XOR"),
    ];

    public static RtContourType Of(string? text) => Array.Find(All, one => one.Text == text).Type;

    public static string TextOf(RtContourType type) => Array.Find(All, one => one.Type == type).Text ?? "unknown type";
}
