namespace Dcmqi;

/// <summary>How values within a window become grey (VOI LUT Function (0028,1056), PS3.3 C.11.2.1.3).</summary>
public enum ValueWindowFunction
{
    /// <summary>LINEAR, the default of DICOM: for whole numbers, half a step off the middle.</summary>
    Linear,

    /// <summary>LINEAR_EXACT: evenly from centre - width / 2 to centre + width / 2.</summary>
    LinearExact,

    /// <summary>SIGMOID.</summary>
    Sigmoid,
}
