using Dcmqi.Volumes.Nifti;

namespace Dcmqi.Volumes;

/// <summary>
/// What little Analyze 7.5 says of geometry: spacing, an orientation byte and, as SPM writes it, the voxel of the origin. Directions are those of the
/// format's own description; whether a writer meant them nobody can know, so a warning says what was taken.
/// </summary>
internal static class AnalyzeGeometry
{
    public static VolumeGeometry Of(NiftiHeader header, VolumeSize size)
    {
        (Vector3d x, Vector3d y, Vector3d z, string letters) = Axes(header.Orient);
        Vector3d spacing = Spacing(header);
        int[] voxel = header.SpmOrigin;
        Vector3d origin = Vector3d.Zero;
        bool hasOrigin = (voxel[0] != 0 || voxel[1] != 0 || voxel[2] != 0)
            && IsInside(voxel[0], size.X) && IsInside(voxel[1], size.Y) && IsInside(voxel[2], size.Z);
        if (hasOrigin)
        {
            // SPM counts voxels from 1.
            origin = -((x * ((voxel[0] - 1) * spacing.X)) + (y * ((voxel[1] - 1) * spacing.Y)) + (z * ((voxel[2] - 1) * spacing.Z)));
        }

        header.Warnings.Add(
            $"Analyze 7.5 does not say for certain which side is left: orientation byte {header.Orient} was taken as {letters} (ITK's default ignores it and takes LPS); "
                + (hasOrigin ? $"the origin is SPM's voxel ({voxel[0]}, {voxel[1]}, {voxel[2]})." : "no origin is given, so the first voxel lies at (0, 0, 0)."));
        try
        {
            return new VolumeGeometry(size, origin, spacing, x, y, z);
        }
        catch (ArgumentException refusal)
        {
            throw header.Fault($"'pixdim' makes no geometry: {Refusals.Sentence(refusal)}", "pixdim", refusal);
        }
    }

    // Mayo/SPM: an origin may lie somewhat outside, but numbers far away are remains of other programs.
    private static bool IsInside(int voxel, int size) => voxel > -size && voxel < 2L * size;

    private static Vector3d Spacing(NiftiHeader header)
    {
        Span<double> spacing = stackalloc double[3];
        for (int i = 0; i < 3; i++)
        {
            double value = Math.Abs(header.PixDim[i + 1]);
            if (i >= header.Dim[0] && !(value > 0 && double.IsFinite(value)))
                value = 1;
            if (!(value > 0) || !double.IsFinite(value))
                throw header.Fault($"'pixdim[{i + 1}]' is {FloatText.Format(header.PixDim[i + 1])}; a spacing is above 0.", "pixdim");
            spacing[i] = value;
        }

        return new Vector3d(spacing[0], spacing[1], spacing[2]);
    }

    // ANALYZE 7.5 file format, data_history.orient, as ITK's NiftiImageIO interprets it; letters say where x, y and z grow to.
    private static (Vector3d X, Vector3d Y, Vector3d Z, string Letters) Axes(int orient)
    {
        Vector3d left = Vector3d.UnitX, anterior = -Vector3d.UnitY, posterior = Vector3d.UnitY, superior = Vector3d.UnitZ, inferior = -Vector3d.UnitZ;
        return orient switch
        {
            1 => (left, superior, anterior, "LSA, coronal unflipped"),
            2 => (anterior, superior, left, "ASL, sagittal unflipped"),
            3 => (left, posterior, superior, "LPS, transverse flipped"),
            4 => (left, inferior, anterior, "LIA, coronal flipped"),
            5 => (anterior, superior, -left, "ASR, sagittal flipped"),
            _ => (left, anterior, superior, "LAS, transverse unflipped"),
        };
    }
}
