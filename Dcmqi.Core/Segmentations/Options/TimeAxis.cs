namespace Dcmqi;

/// <summary>What the several values are that the voxels of a volume have along time.</summary>
public enum TimeAxis
{
    /// <summary>The same segments at several points in time: a label is one segment throughout, and frames have a Temporal Position Index (0020,9128).</summary>
    TimePoints,

    /// <summary>Label maps in their own right, each with an inner list of the metadata to itself, as other axes have them.</summary>
    Inputs,
}
