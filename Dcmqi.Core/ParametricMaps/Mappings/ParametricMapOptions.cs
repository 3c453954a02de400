using System.Globalization;

namespace Dcmqi;

/// <summary>How a parametric map is stored and named; options of <see cref="ParametricMapBuilder"/> and <see cref="SlideParametricMapBuilder"/>.</summary>
public sealed record ParametricMapOptions
{
    internal const string DefaultContentLabel = "PARAMETRIC_MAP";
    internal const string DefaultContentDescription = "Parametric map";

    // PS3.3 C.8.16.1.4: pixels that are the quantity itself.
    internal const string DefaultPixelContrast = "QUANTITY";

    /// <summary>Gets how pixels are stored. If not given: real numbers of 64 bits where a volume has them, or whole numbers of more than 16 bits; whole numbers of 16 bits where all volumes have no more than these, unsigned; else real numbers of 32 bits.</summary>
    public ParametricMapPixelType? PixelType { get; init; }

    /// <summary>Gets the stored value that marks pixels without a value (Pixel Padding Value, Float or Double Float Pixel Padding Value). Default: none. Stored as whole numbers, voxels that are not finite become it; stored as real numbers, voxels that are not a number stay so.</summary>
    public double? PaddingValue { get; init; }

    /// <summary>Gets the difference that one step makes where pixels are stored as whole numbers, in voxel values; above 0. Chosen by the range of the voxels if not given, or 1 where they are whole numbers that fit.</summary>
    public double? StepSize { get; init; }

    /// <summary>Gets the voxel value that is stored as 0 where pixels are stored as whole numbers; chosen by the range of the voxels if not given.</summary>
    public double? StepOrigin { get; init; }

    /// <summary>Gets the Content Label (0070,0080): at most 16 of A-Z, 0-9, space and underscore; <c>PARAMETRIC_MAP</c> if not given.</summary>
    public string? ContentLabel { get; init; }

    /// <summary>Gets the Content Description (0070,0081), at most 64 characters; <c>Parametric map</c> if not given.</summary>
    public string? ContentDescription { get; init; }

    /// <summary>Returns the options set, such as <c>ParametricMapOptions: Float</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"ParametricMapOptions: {PixelType?.ToString() ?? "pixels as the values need"}{(PaddingValue is null ? "" : $", padding {PaddingValue}")}{(StepSize is null ? "" : $", steps of {StepSize}")}{(StepOrigin is null ? "" : $" from {StepOrigin}")}");

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    internal void Check()
    {
        if (PixelType is { } type && !Enum.IsDefined(type))
            throw new ArgumentOutOfRangeException(nameof(PixelType), type, "The pixel type is Float, Double, UInt16 or UInt8.");
        if (StepSize is { } step && !(step > 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(StepSize), step, "The step must be above 0 and finite.");
        if (StepOrigin is { } origin && !double.IsFinite(origin))
            throw new ArgumentOutOfRangeException(nameof(StepOrigin), origin, "The origin must be finite.");
    }
}
