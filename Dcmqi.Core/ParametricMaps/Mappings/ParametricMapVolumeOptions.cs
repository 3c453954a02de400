namespace Dcmqi;

/// <summary>Options of writing the values of a parametric map as a volume.</summary>
public sealed class ParametricMapVolumeOptions
{
    /// <summary>Gets which values are written. Default: RealWorld, in 32 bits, or in 64 where the object stores 64.</summary>
    public ParametricMapValues Values { get; init; }

    /// <summary>Gets which volume and mapping are read, and what stands for missing values; stored values have no mapping, and the padding value where nothing is. Default: all volumes.</summary>
    public ParametricMapReadOptions? Reading { get; init; }

    /// <summary>Gets how the file is written. Default: as <see cref="VolumeFile.Write(string, Volume, VolumeWriteOptions?)"/> does.</summary>
    public VolumeWriteOptions? Writing { get; init; }

    internal static ParametricMapVolumeOptions Default { get; } = new();

    /// <summary>Returns the kind of values, such as <c>ParametricMapVolumeOptions: RealWorld</c>.</summary>
    public override string ToString() => $"ParametricMapVolumeOptions: {Values}{(Reading is null ? "" : $", {Reading}")}";
}
