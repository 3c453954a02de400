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

    /// <summary>All that needs no image.</summary>
    AllShape = Shape | Mesh | Diameters,

    /// <summary>All that needs an image.</summary>
    AllIntensity = Intensity | Peak | Histogram,

    /// <summary>Everything.</summary>
    All = AllShape | AllIntensity,
}
