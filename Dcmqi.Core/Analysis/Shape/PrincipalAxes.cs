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

    public static PrincipalAxes Of(Matrix<double> covariance)
    {
        double[] values = [.. covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        double Length(double value) => value <= values[0] * Rounding ? 0 : 4 * Math.Sqrt(value);
        return new PrincipalAxes(Length(values[0]), Length(values[1]), Length(values[2]));
    }
}
