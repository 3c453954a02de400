namespace Dcmqi;

/// <summary>A file format of research images.</summary>
public enum VolumeFormat
{
    /// <summary>NRRD: .nrrd (header and voxels in one file), .nhdr (header with voxels in other files).</summary>
    Nrrd,

    /// <summary>MetaImage: .mha (one file), .mhd (header with voxels in other files).</summary>
    MetaImage,

    /// <summary>NIfTI-1 or NIfTI-2: .nii, .nii.gz, or a pair of .hdr and .img.</summary>
    Nifti,

    /// <summary>Analyze 7.5: a pair of .hdr and .img. Read only; pairs are written as NIfTI-1, as ITK does.</summary>
    Analyze,
}
