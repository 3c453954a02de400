namespace Dcmqi;

/// <summary>The meaning of the fourth axis of a volume.</summary>
public enum TimeAxis
{
    /// <summary>The same segments at several points in time: a label is one segment throughout, and frames have a Temporal Position Index (0020,9128).</summary>
    TimePoints,

    /// <summary>Label maps in their own right, each with an inner list of the metadata to itself, as other axes have them.</summary>
    Inputs,
}
