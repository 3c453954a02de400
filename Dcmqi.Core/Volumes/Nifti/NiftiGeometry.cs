namespace Dcmqi.Volumes.Nifti;

/// <summary>
/// Chooses between qform and sform as ITK's NiftiImageIO does, and turns RAS into LPS. A volume without either lies, as in ITK, at the origin along
/// the LPS axes. Where ITK refuses (only a sheared sform), the shear is kept.
/// </summary>
internal static class NiftiGeometry
{
    // Both limits are ITK's: single-precision rows are no better.
    private const double OrthogonalTolerance = 1e-4;

    private const double SpacingTolerance = 1e-3;

    public static VolumeGeometry Of(NiftiHeader header, VolumeSize size)
    {
        double unit = UnitMm(header);
        Vector3d spacing = Spacing(header) * unit;
        NiftiFrame? sform = header.SFormCode > 0 ? SForm(header, unit) : null;
        NiftiFrame? qform = header.QFormCode > 0 ? QForm(header, spacing, unit) : null;
        try
        {
            NiftiFrame frame = Choose(header, sform, qform, ref spacing);
            return new VolumeGeometry(size, frame.Origin, spacing, frame.X.Normalize(), frame.Y.Normalize(), frame.Z.Normalize());
        }
        catch (ArgumentException refusal)
        {
            string field = refusal.ParamName == "spacingMm" ? "pixdim" : header.SFormCode > 0 ? "srow_x" : "quatern_b";
            throw header.Fault($"'{field}' makes no geometry: {Refusals.Sentence(refusal)}", field, refusal);
        }
    }

    private static NiftiFrame Choose(NiftiHeader header, NiftiFrame? sform, NiftiFrame? qform, ref Vector3d spacing)
    {
        if (sform is null && qform is null)
        {
            header.Warnings.Add("Neither qform_code nor sform_code is set: nothing says how the volume lies. Origin 0 and axes along left, posterior and superior were taken, as in ITK.");
            return new NiftiFrame(Vector3d.Zero, Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        }

        bool isOrthogonal = sform is { } s && s.IsOrthogonal(OrthogonalTolerance);
        if (sform is { } rows && isOrthogonal && (qform is null || header.SFormCode == 1 || rows.IsCloseTo(qform.Value, SpacingTolerance)))
        {
            if (qform is { } other && !rows.IsCloseTo(other, 0.01))
                header.Warnings.Add("sform and qform disagree; the sform (scanner coordinates) was taken, as in ITK.");
            spacing = OwnSpacing(header, rows, spacing);
            return rows;
        }

        if (qform is { } quaternion)
        {
            if (sform is not null)
            {
                header.Warnings.Add(isOrthogonal
                    ? $"sform (code {header.SFormCode}) and qform (code {header.QFormCode}) disagree; the qform was taken, as in ITK."
                    : "The sform is sheared or not invertible; the qform was taken, as in ITK.");
            }

            return quaternion;
        }

        header.Warnings.Add("The sform is sheared and there is no qform; the sheared grid was kept (ITK refuses such a file).");
        NiftiFrame sheared = sform!.Value;
        spacing = new Vector3d(sheared.X.Length, sheared.Y.Length, sheared.Z.Length);
        return sheared;
    }

    // pixdim is the spacing to full precision; the columns of the sform are what counts where they say something else.
    private static Vector3d OwnSpacing(NiftiHeader header, NiftiFrame frame, Vector3d spacing)
    {
        var columns = new Vector3d(frame.X.Length, frame.Y.Length, frame.Z.Length);
        bool isClose = Math.Abs(columns.X - spacing.X) <= SpacingTolerance && Math.Abs(columns.Y - spacing.Y) <= SpacingTolerance
            && Math.Abs(columns.Z - spacing.Z) <= SpacingTolerance;
        if (isClose && spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0)
            return spacing;
        header.Warnings.Add($"pixdim gives the spacing {spacing} mm, the columns of the sform have the lengths {columns} mm; these were taken.");
        return columns;
    }

    private static Vector3d Spacing(NiftiHeader header)
    {
        Span<double> spacing = stackalloc double[3];
        for (int i = 0; i < 3; i++)
        {
            double value = header.PixDim[i + 1];
            if (i >= header.Dim[0] && !(value > 0 && double.IsFinite(value)))
                value = 1;
            if (value < 0)
                header.Warnings.Add($"'pixdim[{i + 1}]' is {FloatText.Format(value)}; its sign was dropped.");
            if (!double.IsFinite(value) || (value == 0 && header.SFormCode <= 0))
                throw header.Fault($"'pixdim[{i + 1}]' is {FloatText.Format(value)}; a spacing is above 0.", "pixdim");
            spacing[i] = Math.Abs(value);
        }

        return new Vector3d(spacing[0], spacing[1], spacing[2]);
    }

    private static double UnitMm(NiftiHeader header)
    {
        switch (header.Units & 7)
        {
            case 1:
                header.Warnings.Add("'xyzt_units' is metres; lengths were converted to mm.");
                return 1000;
            case 3:
                header.Warnings.Add("'xyzt_units' is micrometres; lengths were converted to mm.");
                return 1e-3;
            case 0 or 2:
                return 1;
            default:
                header.Warnings.Add($"'xyzt_units' holds the unknown unit of length {header.Units & 7}; mm was taken.");
                return 1;
        }
    }

    private static NiftiFrame? SForm(NiftiHeader header, double unit)
    {
        double[] r = header.Rows;
        NiftiFrame frame = NiftiFrame.FromRas(
            new Vector3d(r[3], r[7], r[11]) * unit, new Vector3d(r[0], r[4], r[8]) * unit,
            new Vector3d(r[1], r[5], r[9]) * unit, new Vector3d(r[2], r[6], r[10]) * unit);
        if (!frame.IsFinite)
            throw header.Fault("'srow_x', 'srow_y' and 'srow_z' hold a value that is not finite.", "srow_x");
        if (!(frame.X.Length > 0 && frame.Y.Length > 0 && frame.Z.Length > 0))
            throw header.Fault("'srow_x', 'srow_y' and 'srow_z' have a column of zeros: an axis without direction.", "srow_x");
        return frame;
    }

    // nifti1.h: the rotation of the unit quaternion (a, b, c, d), its third column with the sign of pixdim[0].
    private static NiftiFrame? QForm(NiftiHeader header, Vector3d spacing, double unit)
    {
        double b = header.Quaternion[0], c = header.Quaternion[1], d = header.Quaternion[2];
        var offset = new Vector3d(header.Quaternion[3], header.Quaternion[4], header.Quaternion[5]);
        double norm = (b * b) + (c * c) + (d * d);
        if (!double.IsFinite(norm) || !offset.IsFinite)
            throw header.Fault("'quatern_b' to 'quatern_d' and 'qoffset_x' to 'qoffset_z' hold a value that is not finite.", "quatern_b");
        double a = 1 - norm;
        if (a < 1e-7)
        {
            double scale = 1 / Math.Sqrt(norm);
            b *= scale;
            c *= scale;
            d *= scale;
            a = 0;
        }
        else
        {
            a = Math.Sqrt(a);
        }

        double sign = header.PixDim[0] < 0 ? -1 : 1;
        var x = new Vector3d((a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) + (a * d)), 2 * ((b * d) - (a * c)));
        var y = new Vector3d(2 * ((b * c) - (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) + (a * b)));
        var z = new Vector3d(2 * ((b * d) + (a * c)), 2 * ((c * d) - (a * b)), (a * a) + (d * d) - (b * b) - (c * c));
        return NiftiFrame.FromRas(offset * unit, x * spacing.X, y * spacing.Y, z * (sign * spacing.Z));
    }
}
