namespace Dcmqi.Iods;

/// <summary>One position in a stack of planes.</summary>
/// <param name="DistanceMm">Distance along the normal from the origin of the patient coordinate system.</param>
/// <param name="OriginMm">Centre of the plane's first pixel.</param>
internal readonly record struct PlanePosition(double DistanceMm, Vector3d OriginMm);
