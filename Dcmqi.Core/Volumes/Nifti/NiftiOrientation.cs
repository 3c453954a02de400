namespace Dcmqi.Volumes.Nifti;

/// <summary>The qform and sform of a geometry: RAS, mm.</summary>
internal sealed class NiftiOrientation
{
    private const double OrthogonalTolerance = 1e-4;

    public NiftiOrientation(VolumeGeometry geometry)
    {
        Vector3d x = NiftiFrame.Flip(geometry.DirectionX), y = NiftiFrame.Flip(geometry.DirectionY), z = NiftiFrame.Flip(geometry.DirectionZ);
        Origin = NiftiFrame.Flip(geometry.OriginMm);
        SpacingMm = geometry.SpacingMm;
        Rows =
        [
            x.X * SpacingMm.X, y.X * SpacingMm.Y, z.X * SpacingMm.Z, Origin.X,
            x.Y * SpacingMm.X, y.Y * SpacingMm.Y, z.Y * SpacingMm.Z, Origin.Y,
            x.Z * SpacingMm.X, y.Z * SpacingMm.Y, z.Z * SpacingMm.Z, Origin.Z,
        ];
        Qfac = x.Cross(y).Dot(z) < 0 ? -1 : 1;

        // A quaternion cannot hold shear: readers that know only the qform must not be told half the truth.
        HasQForm = new NiftiFrame(Origin, x, y, z).IsOrthogonal(OrthogonalTolerance);
        if (HasQForm)
            Quaternion = QuaternionOf(x, y, z * Qfac);
    }

    public Vector3d Origin { get; }

    public Vector3d SpacingMm { get; }

    public double[] Rows { get; }

    public double Qfac { get; }

    public bool HasQForm { get; }

    /// <summary>b, c and d of the unit quaternion whose a is not negative.</summary>
    public Vector3d Quaternion { get; }

    // The largest of the four components is computed first: the others are then divided by a number that is not small.
    private static Vector3d QuaternionOf(Vector3d x, Vector3d y, Vector3d z)
    {
        double a, b, c, d;
        double trace = x.X + y.Y + z.Z;
        if (trace > 0)
        {
            double s = 2 * Math.Sqrt(1 + trace);
            (a, b, c, d) = (s / 4, (y.Z - z.Y) / s, (z.X - x.Z) / s, (x.Y - y.X) / s);
        }
        else if (x.X >= y.Y && x.X >= z.Z)
        {
            double s = 2 * Math.Sqrt(1 + x.X - y.Y - z.Z);
            (a, b, c, d) = ((y.Z - z.Y) / s, s / 4, (x.Y + y.X) / s, (z.X + x.Z) / s);
        }
        else if (y.Y >= z.Z)
        {
            double s = 2 * Math.Sqrt(1 + y.Y - x.X - z.Z);
            (a, b, c, d) = ((z.X - x.Z) / s, (x.Y + y.X) / s, s / 4, (y.Z + z.Y) / s);
        }
        else
        {
            double s = 2 * Math.Sqrt(1 + z.Z - x.X - y.Y);
            (a, b, c, d) = ((x.Y - y.X) / s, (z.X + x.Z) / s, (y.Z + z.Y) / s, s / 4);
        }

        double norm = Math.Sqrt((a * a) + (b * b) + (c * c) + (d * d)) * (a < 0 ? -1 : 1);
        return new Vector3d(b / norm, c / norm, d / norm);
    }
}
