namespace Dcmqi;

/// <summary>Groups of features that are measured together.</summary>
[Flags]
public enum FeatureFamily
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Volume, axes and place, from the voxels as they are.</summary>
    Shape = 1,

    /// <summary>What needs a surface mesh: its area and volume, sphericity and the like.</summary>
    Mesh = 2,

    /// <summary>Largest diameters: in space, and in each plane with its perpendicular.</summary>
    Diameters = 4,

    /// <summary>Statistics of the image's values.</summary>
    Intensity = 8,

    /// <summary>Means over spheres of 1 mL.</summary>
    Peak = 16,

    /// <summary>The histogram of discretised values.</summary>
    Histogram = 32,

    /// <summary>What needs the convex hull, and the largest diameters in planes along each axis of the grid. Not among the <see cref="Default"/> ones.</summary>
    Hull = 64,

    /// <summary>The intensity-volume histogram. Not among the <see cref="Default"/> ones.</summary>
    VolumeHistogram = 128,

    /// <summary>How alike values near to one another are, of segments of up to 10,000 voxels: time grows with the square of their number. Not among the <see cref="Default"/> ones.</summary>
    Spatial = 256,

    /// <summary>What is measured unless something else is asked for.</summary>
    Default = Shape | Mesh | Diameters | Intensity | Peak | Histogram,

    /// <summary>All that needs no image.</summary>
    AllShape = Shape | Mesh | Diameters | Hull,

    /// <summary>All that needs an image.</summary>
    AllIntensity = Intensity | Peak | Histogram | VolumeHistogram | Spatial,

    /// <summary>Everything.</summary>
    All = AllShape | AllIntensity,
}
