using System.Globalization;

namespace Dcmqi;

/// <summary>Smoothing by a windowed sinc filter (Taubin, Zhang and Golub 1996), which takes the steps of voxels away and shrinks little.</summary>
public sealed record SurfaceSmoothing
{
    /// <summary>Gets the degree of the filter, from 1 to 500: more make it steeper and take longer. Default: 20.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>Gets which share of the frequencies passes, above 0 and at most 2: less is smoother. Default: 0.1.</summary>
    public double PassBand { get; init; } = 0.1;

    /// <summary>Returns the options in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"windowed sinc, {Iterations} iterations, pass band {PassBand}");

    internal void Check()
    {
        if (Iterations is < 1 or > 500)
            throw new ArgumentOutOfRangeException(nameof(Iterations), Iterations, "SurfaceSmoothing.Iterations is from 1 to 500.");
        if (!(PassBand is > 0 and <= 2))
            throw new ArgumentOutOfRangeException(nameof(PassBand), PassBand, "SurfaceSmoothing.PassBand is above 0 and at most 2.");
    }
}
