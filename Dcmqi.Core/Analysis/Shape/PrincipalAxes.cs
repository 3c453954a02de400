using MathNet.Numerics.LinearAlgebra;

namespace Dcmqi.Analysis.Shape;

/// <summary>The lengths of the axes of the ellipsoid that is spread as a region is (IBSI 3.1.11 to 3.1.15).</summary>
/// <param name="MajorMm">4 times the square root of the largest eigenvalue of the covariance.</param>
/// <param name="MinorMm">The same of the second.</param>
/// <param name="LeastMm">The same of the smallest.</param>
internal readonly record struct PrincipalAxes(double MajorMm, double MinorMm, double LeastMm)
{
    // Eigenvalues of what has no extent in a direction come out as rounding errors of the largest.
    private const double Rounding = 1e-13;

    // As many terms as IBSI takes.
    private const int Terms = 20;

    /// <summary>The volume of the ellipsoid with these axes.</summary>
    public double EllipsoidVolumeMm3 => Math.PI / 6 * MajorMm * MinorMm * LeastMm;

    /// <summary>Its area: a series of Legendre polynomials P_v(s / p) p^v, with which their recurrence does not divide (IBSI 3.1.25).</summary>
    public double EllipsoidAreaMm2
    {
        get
        {
            double a = MajorMm / 2, b = MinorMm / 2, c = LeastMm / 2;
            double first = 1 - (b * b / (a * a)), second = 1 - (c * c / (a * a)), s = (first + second) / 2, squared = first * second;
            (double before, double polynomial, double sum) = (1, s, 1 + (s / -3));
            for (int v = 2; v <= Terms; v++)
            {
                (before, polynomial) = (polynomial, ((((2 * v) - 1) * s * polynomial) - ((v - 1) * squared * before)) / v);
                sum += polynomial / (1 - (4.0 * v * v));
            }

            return 4 * Math.PI * a * b * sum;
        }
    }

    public static PrincipalAxes Of(Matrix<double> covariance)
    {
        double[] values = [.. covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        double Length(double value) => value <= values[0] * Rounding ? 0 : 4 * Math.Sqrt(value);
        return new PrincipalAxes(Length(values[0]), Length(values[1]), Length(values[2]));
    }
}
