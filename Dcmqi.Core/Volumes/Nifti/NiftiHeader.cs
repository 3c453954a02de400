namespace Dcmqi.Volumes.Nifti;

/// <summary>The fields of a NIfTI-1, NIfTI-2 or Analyze 7.5 header that matter for reading.</summary>
internal sealed class NiftiHeader
{
    public required NiftiKind Kind { get; init; }

    public required string? FileName { get; init; }

    public required bool BigEndian { get; init; }

    /// <summary>Whether the voxels follow in the same file.</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>Number of axes, then the size of each.</summary>
    public long[] Dim { get; } = new long[8];

    /// <summary>Sign of the third quaternion axis, then the spacing along each axis.</summary>
    public double[] PixDim { get; } = new double[8];

    public int DataType { get; set; }

    public double VoxOffset { get; set; }

    public double Slope { get; set; }

    public double Intercept { get; set; }

    public int Units { get; set; }

    public int IntentCode { get; set; }

    public double[] IntentParameters { get; } = new double[3];

    public string IntentName { get; set; } = "";

    public string Description { get; set; } = "";

    public string AuxFile { get; set; } = "";

    public int QFormCode { get; set; }

    public int SFormCode { get; set; }

    /// <summary>quatern_b, c, d and qoffset_x, y, z.</summary>
    public double[] Quaternion { get; } = new double[6];

    /// <summary>srow_x, srow_y, srow_z: three rows of four.</summary>
    public double[] Rows { get; } = new double[12];

    /// <summary>Analyze 7.5: the orientation byte.</summary>
    public int Orient { get; set; }

    /// <summary>Analyze 7.5 as SPM writes it: the voxel of the origin, counted from 1; 0 where not given.</summary>
    public int[] SpmOrigin { get; } = new int[3];

    public List<string> Warnings { get; } = [];

    public VolumeFormatException Fault(string message, string? field, Exception? inner = null) => new(message, FileName, field, inner);

    public string Prefix => FileName is { } file ? Path.GetFileName(file) + ": " : "";
}
