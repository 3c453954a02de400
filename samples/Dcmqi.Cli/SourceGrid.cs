namespace Dcmqi.Cli;

/// <summary>The grid of a set of source images, or why there is none.</summary>
/// <param name="Geometry">The grid.</param>
/// <param name="Fault">Why there is none: gaps, several grids.</param>
internal readonly record struct SourceGrid(VolumeGeometry? Geometry, string? Fault)
{
    public static SourceGrid Of(SourceImages source)
    {
        try
        {
            return new SourceGrid(source.Geometry, null);
        }
        catch (ConversionException exception)
        {
            return new SourceGrid(null, exception.Message);
        }
    }
}
