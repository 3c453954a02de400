namespace Dcmqi;

/// <summary>Options of making contours from voxels.</summary>
public sealed record RtContourOptions
{
    /// <summary>Gets how holes are written. Default: <see cref="ContourHoles.Keyhole"/>.</summary>
    public ContourHoles Holes { get; init; } = ContourHoles.Keyhole;

    /// <summary>Gets how far a contour may leave the outline of the voxels so that it has fewer points, in millimetres; 0 or more. Where it is above 0, a warning says how many voxels come back differently. Default: 0, every voxel comes back.</summary>
    public double SimplificationMm { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    internal void Check()
    {
        if (!(SimplificationMm >= 0 && double.IsFinite(SimplificationMm)))
            throw new ArgumentOutOfRangeException(nameof(SimplificationMm), SimplificationMm, "The bound of simplification must be 0 mm or more.");
        if (!Enum.IsDefined(Holes))
            throw new ArgumentOutOfRangeException(nameof(Holes), Holes, "Holes are Keyhole or ExclusiveDisjunction.");
    }

    /// <summary>Returns the options in one line.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"RtContourOptions: holes by {Holes}, simplified by {SimplificationMm} mm");
}
