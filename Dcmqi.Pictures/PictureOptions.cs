namespace Dcmqi;

/// <summary>What a picture shows, and how.</summary>
public sealed record PictureOptions
{
    /// <summary>Gets which slices are shown. Default: <see cref="PicturePlane.Acquired"/>.</summary>
    public PicturePlane Plane { get; init; } = PicturePlane.Acquired;

    /// <summary>Gets the slice, from 0, in the order of the grid's own axis. Default: the slice that crosses most of the segments; of one segment, the slice with most of its voxels.</summary>
    public int? Slice { get; init; }

    /// <summary>Gets the place of the slice along the patient axis that is closest to the slices' normal, LPS, in mm, in place of <see cref="Slice"/>: z for axial, y for coronal, x for sagittal slices. The nearest slice is shown.</summary>
    public double? PositionMm { get; init; }

    /// <summary>Gets the Segment Numbers to draw. Default: all.</summary>
    public IReadOnlyList<int>? Segments { get; init; }

    /// <summary>Gets how segments are drawn. Default: <see cref="SegmentStyle.FillAndOutline"/>.</summary>
    public SegmentStyle Style { get; init; }

    /// <summary>Gets which colours segments are drawn in. Default: <see cref="SegmentColors.Recommended"/>.</summary>
    public SegmentColors Colors { get; init; }

    /// <summary>Gets how much fills and maps cover the image, from 0 to 1. Default: 0.4 for segments; for a map 0.6 over images, else 1.</summary>
    public double? Opacity { get; init; }

    /// <summary>Gets the range of the image's values that is shown from black to white. Default: the first window of the header; else by modality and body part; else the range of the values from the 1st to the 99th percentile.</summary>
    public ValueWindow? Window { get; init; }

    /// <summary>Gets how the values of a map become colours. Default: <see cref="ColorMap.Viridis"/>.</summary>
    public ColorMap ColorMap { get; init; }

    /// <summary>Gets the range of a map's values that gets colours; values beyond have those of its ends. Default: from the 2nd to the 98th percentile of the map; evenly around 0 for <see cref="ColorMap.Diverging"/>.</summary>
    public ValueWindow? MapRange { get; init; }

    /// <summary>Gets which of several volumes of the images or the map is shown, from 0. Default: the first.</summary>
    public int VolumeIndex { get; init; }

    /// <summary>Gets which point in time of a segmentation is shown, from 0. Default: the first.</summary>
    public int TimePoint { get; init; }

    /// <summary>Gets the part of a slide to show. Default: the whole plane, made smaller.</summary>
    public PictureRegion? Region { get; init; }

    /// <summary>Gets the least length of the image's longer side in pixels, without the legend. A voxel takes at least one pixel, so large images may be larger. Default: 512.</summary>
    public int Size { get; init; } = 512;

    /// <summary>Gets whether names and colours of the segments are listed, and the colours of a map explained. Default: yes.</summary>
    public bool ShowLegend { get; init; } = true;

    /// <summary>Gets whether letters say where right, left, front (A), back (P), head and feet are. Default: yes.</summary>
    public bool ShowOrientation { get; init; } = true;

    /// <summary>Gets whether a bar of known length is drawn. Default: yes.</summary>
    public bool ShowScaleBar { get; init; } = true;

    /// <summary>Gets whether the patient's name and identifier are drawn. Default: no.</summary>
    public bool ShowPatient { get; init; }

    /// <summary>Gets a TrueType or OpenType font file for all text. Default: a font of the system; where there is none, a plain one for ASCII.</summary>
    public string? FontFile { get; init; }

    /// <summary>Gets the colour where there is no image. Default: black.</summary>
    public RgbColor Background { get; init; }
}
