namespace Dcmqi.RtStructures;

/// <summary>Why a contour is not made into voxels.</summary>
internal enum ContourUse
{
    Used,
    Point,
    OpenPlanar,
    OpenNonplanar,
    UnknownType,
    TooFewPoints,
    NotNumbers,
    NotParallel,
    OtherAxis,
    BeyondGrid,
    Farther,
}
