namespace Dcmqi;

/// <summary>The kind of region of a measurement group, which decides its template (PS3.16 Annex A).</summary>
public enum MeasurementGroupKind
{
    /// <summary>A region in three dimensions: segments, or the surface of a volume (TID 1411).</summary>
    Volumetric,

    /// <summary>A region in one plane: coordinates in an image or in space, or a frame of a segmentation (TID 1410).</summary>
    Planar,

    /// <summary>Whole images or frames of them (TID 1501).</summary>
    Image,
}
