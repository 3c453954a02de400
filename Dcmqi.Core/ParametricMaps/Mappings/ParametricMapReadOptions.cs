namespace Dcmqi;

/// <summary>Options of reading the values of a parametric map.</summary>
public sealed class ParametricMapReadOptions
{
    /// <summary>Gets the volume to read, as its index in <see cref="ParametricMap.Volumes"/>, from 0. Default: all of them, as components of one volume.</summary>
    public int? VolumeIndex { get; init; }

    /// <summary>Gets the label of the mapping to use, where frames have several; the first of each frame if not given.</summary>
    public string? MappingLabel { get; init; }

    /// <summary>Gets what voxels get that the object has no value for: positions without a frame, padding, and stored values that nothing maps. Not a number if not given.</summary>
    public double MissingValue { get; init; } = double.NaN;

    /// <summary>Gets the region of the plane that tiles make, and its resolution. Default: all of it. Only for maps on slides.</summary>
    public SlideRegion? Region { get; init; }

    internal static ParametricMapReadOptions Default { get; } = new();

    /// <summary>Returns the options set, such as <c>ParametricMapReadOptions: all volumes, first mapping, NaN where nothing is</c>.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"ParametricMapReadOptions: {(VolumeIndex is null ? "all volumes" : $"volume {VolumeIndex}")}, {(MappingLabel is null ? "first mapping" : $"mapping '{MappingLabel}'")}, {MissingValue:R} where nothing is{(Region is null ? "" : $", {Region}")}");
}
