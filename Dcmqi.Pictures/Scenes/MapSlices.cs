namespace Dcmqi.Pictures;

/// <summary>The values of one volume of a parametric map, slice by slice of any grid.</summary>
internal sealed class MapSlices
{
    private readonly Volume<float> _volume;

    public MapSlices(ParametricMap map, PictureOptions options, CancellationToken cancellationToken)
    {
        if (options.VolumeIndex < 0 || options.VolumeIndex >= map.Volumes.Count)
            throw new ArgumentOutOfRangeException(nameof(PictureOptions.VolumeIndex), options.VolumeIndex, $"The map has {map.Volumes.Count} volume{(map.Volumes.Count == 1 ? "" : "s")}, counted from 0.");
        _volume = map.ToVolume(new ParametricMapReadOptions { VolumeIndex = options.VolumeIndex }, cancellationToken: cancellationToken);
        Mapping = map.Volumes[options.VolumeIndex].Mapping;
    }

    public VolumeGeometry Geometry => _volume.Geometry;

    /// <summary>What the values are.</summary>
    public RealWorldValueMapping Mapping { get; }

    /// <summary>All values, in no special order.</summary>
    public ReadOnlySpan<float> Values => _volume.Voxels;

    /// <summary>The values of a slice, row by row as it is looked at, each that of the nearest voxel; not a number where the map has none.</summary>
    public float[] Read(SliceView view, int slice)
    {
        float[] values = new float[view.Columns * view.Rows];
        values.AsSpan().Fill(float.NaN);
        foreach (CrossedSlice crossed in SliceMapping.Of(view, slice, Geometry))
            crossed.Copy(_volume.Slice(crossed.Slice), values);
        return values;
    }
}
