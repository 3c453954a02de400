namespace Dcmqi;

/// <summary>The segments whose long and short axes a report draws into images, each as a planar group of its own (PS3.16 TID 1410).</summary>
public enum ReportedDiameters
{
    /// <summary>None: their lengths are measurements of the segment's group all the same.</summary>
    None,

    /// <summary>Those of the plane with the longest diameter.</summary>
    LargestPlane,

    /// <summary>Those of every plane.</summary>
    EveryPlane,
}
