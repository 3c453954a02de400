namespace Dcmqi.RtStructures;

/// <summary>An edge of a polygon, from its lower end at (X0, Y0) to its upper end at (X1, Y1), Y0 &lt; Y1.</summary>
/// <param name="X0">Where the lower end lies along u.</param>
/// <param name="Y0">Where the lower end lies along v.</param>
/// <param name="X1">Where the upper end lies along u.</param>
/// <param name="Y1">Where the upper end lies along v.</param>
/// <param name="Polygon">The number of its polygon.</param>
internal readonly record struct AreaEdge(double X0, double Y0, double X1, double Y1, int Polygon)
{
    /// <summary>Where it lies at a height between its ends; exactly at an end there.</summary>
    public double At(double y) => y == Y0 ? X0 : y == Y1 ? X1 : X0 + ((y - Y0) * ((X1 - X0) / (Y1 - Y0)));
}
